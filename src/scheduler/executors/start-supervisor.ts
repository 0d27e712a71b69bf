import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Claim, RunSpecification } from '../../protocol/run-folder';
import type { Environment } from '../ports';
import { cancelRun, isCancellation } from './cancel-run';
import type { IRunChanges } from './run-changes';
import { readClaim } from './run-files';
import type { RunContext } from './supervised-run';

/** What a supervisor itself has to say: nothing, unless it is broken. */
const SUPERVISOR_LOG = 'supervisor.log';
/** Milliseconds in which a supervisor must have claimed its run. */
const PATIENCE = 60_000;
/** Characters of its last words in a message. */
const LAST_WORDS = 2_000;

/** Starts a supervisor that outlives this process, and resolves with the claim of the run. Rejects where the run was not and will not be started. */
export async function startSupervisor(
  context: RunContext,
  command: { readonly runnerPath: string; readonly specification: RunSpecification; readonly environment: Environment },
  changes: IRunChanges
): Promise<Claim> {
  const { folder, clock } = context;
  let problem: string | null = null;
  const supervisor = spawnSupervisor(folder, command);
  supervisor.once('error', error => {
    problem = error.message;
    changes.notice();
  });
  supervisor.once('exit', (code, signal) => {
    problem = `it ended with ${signal ?? `exit code ${code}`}`;
    changes.notice();
  });
  supervisor.unref();
  const patient = clock.now() + PATIENCE;
  for (;;) {
    if (clock.now() > patient) {
      problem = `it did not begin within ${PATIENCE / 1000} s`;
    }
    const failure = problem;
    const claim = await readClaim(folder);
    if (claim !== null && !isCancellation(claim)) {
      return claim;
    }
    if (failure !== null) {
      return giveUp(folder, command.environment, failure);
    }
    await changes.next();
  }
}

function spawnSupervisor(
  folder: string,
  command: { readonly runnerPath: string; readonly specification: RunSpecification; readonly environment: Environment }
): ChildProcess {
  const log = openSync(join(folder, SUPERVISOR_LOG), 'a', 0o600);
  try {
    return spawn(command.environment.python, [command.runnerPath, folder], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', log, log],
      env: supervisorVariables(command.specification)
    });
  } finally {
    closeSync(log);
  }
}

/**
 * What the system reads when a program starts (LD_LIBRARY_PATH, the locale) must be there before the fork of the user's
 * process. Python's own variables are not for the supervisor. The run's id marks every process of the run.
 */
function supervisorVariables({ run, variables }: RunSpecification): Record<string, string> {
  const own = Object.entries(variables).filter(([name]) => !name.startsWith('PYTHON'));
  return { ...Object.fromEntries(own), PEACH_RUN_ID: run };
}

async function giveUp(folder: string, environment: Environment, problem: string): Promise<Claim> {
  const words = await readFile(join(folder, SUPERVISOR_LOG), 'utf8').catch(() => '');
  const claim = await cancelRun(folder);
  if (claim !== null) {
    return claim;
  }
  const said = words.trim() === '' ? '' : `: ${words.trim().slice(-LAST_WORDS)}`;
  throw new Error(`the run’s supervisor could not be started with ${environment.python}; ${problem}${said}`);
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RUN_FILES, type Claim } from '../../protocol/run-folder';
import { cancelRun, isCancellation } from './cancel-run';
import { startFreshSupervisor, type SupervisorCommand } from './fresh-supervisor';
import { joinOwnGroup } from './orphaned-groups';
import type { IRunChanges } from './run-changes';
import { readClaim } from './run-files';
import type { RunContext } from './run-context';
import type { IWarmParent } from './warm-parents/start-warm-parent';

/** Milliseconds in which a supervisor must have claimed its run. */
const PATIENCE = 60_000;
/** Milliseconds between two attempts to cancel a run. */
const CANCEL_PAUSE = 500;
/** Characters of its last words in a message. */
const LAST_WORDS = 2_000;

/**
 * Starts a supervisor that outlives this process, and resolves with the claim of the run. Where the warm parent can't
 * give one, an interpreter is started for it: whichever claims the run first is the one. Rejects where the run was not
 * and will not be started.
 */
export async function startSupervisor(
  context: RunContext,
  command: SupervisorCommand & { readonly warmParent: IWarmParent | null },
  changes: IRunChanges
): Promise<Claim> {
  const { folder } = context;
  const { warmParent } = command;
  if (warmParent !== null) {
    const warm = await untilClaimed(context, changes, {
      start: gone => warmParent.supervise(folder, gone),
      nudge: () => warmParent.nudge()
    });
    if (warm.claim !== null) {
      return warm.claim;
    }
    context.logger.warn({ run: context.run, problem: warm.problem }, 'warm parent gave no supervisor');
  }
  const fresh = await untilClaimed(context, changes, {
    start: gone => void joinOwnGroup(context.groups, startFreshSupervisor(folder, command, gone)),
    nudge: () => undefined
  });
  return fresh.claim ?? giveUp(context, command, fresh.problem);
}

type Attempt = {
  readonly start: (gone: (how: string) => void) => void;
  /** Called while nobody has claimed the run. */
  readonly nudge: () => void;
};

type Attempted = { readonly claim: Claim } | { readonly claim: null; readonly problem: string };

async function untilClaimed({ folder, clock }: RunContext, changes: IRunChanges, attempt: Attempt): Promise<Attempted> {
  let problem: string | null = null;
  try {
    attempt.start(how => {
      problem = how;
      changes.notice();
    });
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  const patient = clock.monotonic() + PATIENCE;
  for (;;) {
    if (clock.monotonic() > patient) {
      problem = `it did not begin within ${PATIENCE / 1000} s`;
    }
    // Looked at before the claim: what was claimed before the end counts.
    const failure = problem;
    const claim = await readClaim(folder);
    if (claim !== null && !isCancellation(claim)) {
      return { claim };
    }
    if (failure !== null) {
      return { claim: null, problem: failure };
    }
    await changes.next();
    attempt.nudge();
  }
}

async function giveUp(context: RunContext, { environment }: SupervisorCommand, problem: string): Promise<Claim> {
  const words = await readFile(join(context.folder, RUN_FILES.supervisorLog), 'utf8').catch(() => '');
  const claim = await cancelForSure(context);
  if (claim !== null) {
    return claim;
  }
  const said = words.trim() === '' ? '' : `: ${words.trim().slice(-LAST_WORDS)}`;
  throw new Error(`the run’s supervisor could not be started with ${environment.python}; ${problem}${said}`);
}

/** A disk that is full makes it wait: before the run is cancelled for certain, somebody may still begin it. */
async function cancelForSure({ run, folder, clock, logger }: RunContext): Promise<Claim | null> {
  for (;;) {
    try {
      return await cancelRun(folder);
    } catch (error) {
      logger.warn({ run, error }, 'run could not be cancelled: it is tried again');
    }
    await clock.sleep(CANCEL_PAUSE, new AbortController().signal);
  }
}

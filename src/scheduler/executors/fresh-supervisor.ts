import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { RUN_FILES, type RunSpecification } from '../../protocol/run-folder';
import type { Environment } from '../ports';
import { variablesAtStart } from './variables-at-start';

/** What a supervisor is started from. */
export type SupervisorCommand = {
  /** Absolute path of peach_lab/runner/__main__.py. */
  readonly runnerPath: string;
  readonly specification: RunSpecification;
  readonly environment: Environment;
};

/** Starts a supervisor in an interpreter of its own; its pid, or null where it could not be started. `gone` is called once, in words, when it could not be started or has ended. */
export function startFreshSupervisor(folder: string, command: SupervisorCommand, gone: (how: string) => void): number | null {
  const log = openSync(join(folder, RUN_FILES.supervisorLog), 'a', 0o600);
  try {
    const supervisor = spawn(command.environment.python, [command.runnerPath, folder], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', log, log],
      env: variablesAtStart(command.specification.variables, command.specification.run)
    });
    supervisor.once('error', error => gone(error.message));
    supervisor.once('exit', (code, signal) => gone(`it ended with ${signal ?? `exit code ${code}`}`));
    supervisor.unref();
    return supervisor.pid ?? null;
  } finally {
    closeSync(log);
  }
}

import { execFileSync } from 'node:child_process';

/** Milliseconds for what takes a second on a quiet machine. Nothing else goes on meanwhile, so that it must end. */
const PATIENCE = 60_000;

/** Runs a command of the harness to its end, and answers what it printed. Throws where it fails or takes too long. */
export function runCommand(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: PATIENCE,
      killSignal: 'SIGKILL'
    }).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ETIMEDOUT') {
      throw new Error(`waited ${PATIENCE / 1000} s in vain for the end of ${[command, ...args].join(' ')}`, { cause: error });
    }
    throw error;
  }
}

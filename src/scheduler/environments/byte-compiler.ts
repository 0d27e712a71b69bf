import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { installerVariables } from './installer-variables';

/** Compiles environments in the background. */
export interface IByteCompiler {
  /** Compiles all of `folder` some time soon, one folder after another. */
  compile(python: string, folder: string): void;
  /** Ends it; resolves when nothing of it is left. */
  close(): Promise<void>;
}

const LOWEST_PRIORITY = 19;

/**
 * Installing without byte code and compiling afterwards makes an environment usable ten times sooner. Nobody waits for the compiler,
 * and what it leaves undone is compiled at the first import.
 */
export function createByteCompiler(): IByteCompiler {
  const closing = new AbortController();
  let last: Promise<void> = Promise.resolve();
  return {
    compile: (python, folder) => {
      last = last.then(() => runCompiler(python, folder, closing.signal));
    },
    close: async () => {
      closing.abort();
      await last;
    }
  };
}

function runCompiler(python: string, folder: string, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const command = ['-I', '-m', 'compileall', '-q', folder];
    const child = spawn(python, command, { stdio: 'ignore', env: installerVariables(process.env), signal });
    child.once('error', () => {
      if (child.pid === undefined) {
        resolve();
      }
    });
    child.once('exit', () => resolve());
    child.unref();
    lowerPriority(child.pid);
  });
}

function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) {
      setPriority(pid, LOWEST_PRIORITY);
    }
  } catch {
    // It has ended, or the system does not let it.
  }
}

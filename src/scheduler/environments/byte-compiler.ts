import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { installerVariables } from './installer-variables';

/** Compiles all of `folder` some time soon, one folder after another. */
export type ByteCompiler = (python: string, folder: string) => void;

const LOWEST_PRIORITY = 19;

/**
 * Installing without byte code and compiling afterwards makes an environment usable ten times sooner. Nobody waits for the compiler,
 * and what it leaves undone is compiled at the first import.
 */
export function createByteCompiler(): ByteCompiler {
  let last: Promise<void> = Promise.resolve();
  return (python, folder) => {
    last = last.then(() => compile(python, folder));
  };
}

function compile(python: string, folder: string): Promise<void> {
  return new Promise(resolve => {
    const child = spawn(python, ['-I', '-m', 'compileall', '-q', folder], { stdio: 'ignore', env: installerVariables(process.env) });
    child.once('error', () => resolve());
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

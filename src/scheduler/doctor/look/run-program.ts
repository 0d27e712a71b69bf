import { execFile } from 'node:child_process';

export type ProgramCall = {
  readonly program: string;
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
  /** `/` where absent, in which no settings of a project are found. */
  readonly cwd?: string;
  /** Milliseconds. */
  readonly timeout: number;
};

/** `failure`: why it did not run to its end, in plain words; null where it did. */
export type ProgramAnswer = { readonly ok: boolean; readonly stdout: string; readonly stderr: string; readonly failure: string | null };

const MOST_OUTPUT = 4 * 1024 * 1024;

/** Runs a program to its end, or to its time limit. Never rejects. */
export function runProgram({ program, args, variables, input = '', cwd = '/', timeout }: ProgramCall): Promise<ProgramAnswer> {
  return new Promise(resolve => {
    const options = { cwd, env: { ...variables }, timeout, killSignal: 'SIGKILL', maxBuffer: MOST_OUTPUT } as const;
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      resolve({ ok: error === null, stdout, stderr, failure: error === null ? null : failureWords(error, timeout) });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** Null where it ran and ended with a code of its own. */
function failureWords(error: Error & { code?: unknown; killed?: boolean; signal?: unknown }, timeout: number): string | null {
  if (error.killed === true) {
    return `it took longer than ${timeout / 1000} s`;
  }
  if (typeof error.code === 'string') {
    return `it could not be started (${error.code})`;
  }
  return typeof error.signal === 'string' ? `it was ended by ${error.signal}` : null;
}

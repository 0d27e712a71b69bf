import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { installerVariables } from './installer-variables';

export type UvCall = {
  readonly uv: string;
  readonly args: readonly string[];
  readonly input: string;
  readonly signal: AbortSignal;
};

/** `log` is what uv told people. `ok` false also where it was aborted. */
export type UvAnswer = { readonly ok: boolean; readonly log: string };

type Uv = ChildProcessByStdio<Writable, null, Readable>;

const GRACE = 3_000;
/** A build of a large package says a lot. */
const MOST_LOG_CHARACTERS = 1024 * 1024;

/** Runs uv in the root folder, where no project's settings are found. Never rejects; an abort ends its whole process group. */
export function runUv({ uv, args, input, signal }: UvCall): Promise<UvAnswer> {
  if (signal.aborted) {
    return Promise.resolve({ ok: false, log: '' });
  }
  const child: ChildProcess = spawn(uv, args, {
    cwd: '/',
    env: installerVariables(process.env),
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true
  });
  if (!hasPipes(child)) {
    // For want of handles: the error is told in a moment.
    return new Promise(resolve => child.once('error', error => resolve({ ok: false, log: startFailure(uv, error) })));
  }
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-MOST_LOG_CHARACTERS);
  });
  const release = endOnAbort(child, signal);
  return new Promise(resolve => {
    const finish = (ok: boolean): void => {
      release();
      resolve({ ok: ok && !signal.aborted, log });
    };
    child.once('error', error => {
      log += startFailure(uv, error);
      finish(false);
    });
    child.once('close', code => finish(code === 0));
  });
}

function hasPipes(child: ChildProcess): child is Uv {
  return child.stdin != null && child.stderr != null;
}

function startFailure(uv: string, error: Error): string {
  return `${uv} could not be started: ${error.message}\n`;
}

/** Returns what ends the watch over `signal`. */
function endOnAbort(child: Uv, signal: AbortSignal): () => void {
  let killer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    signalGroup(child, 'SIGTERM');
    killer = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  return () => {
    clearTimeout(killer);
    signal.removeEventListener('abort', onAbort);
    if (signal.aborted) {
      // Uv may have ended before those of its children that do not listen.
      signalGroup(child, 'SIGKILL');
    }
  };
}

function signalGroup(child: Uv, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) {
      process.kill(-child.pid, signal);
    }
  } catch {
    // It has ended by itself.
  }
}

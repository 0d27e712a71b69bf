import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { gitEnvironment } from './git-environment';
import { groupWork } from './group-work';
import { letPipesGo } from './let-pipes-go';
import { watchSilence, type Silence, type SilenceWatch } from './watch-silence';

export type GitCall = {
  readonly cwd?: string;
  readonly input?: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** Milliseconds; 60 s where absent. */
  readonly timeout?: number;
  /** How long it may do nothing; where absent, as long as it has time. */
  readonly silence?: Silence;
  readonly signal?: AbortSignal;
};

export type GitAnswer = {
  /** Git ran to its end and was content. */
  readonly ok: boolean;
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** Why git did not run to its end, in plain words; null where it did. */
  readonly cut: string | null;
  /** It was ended because it did nothing. */
  readonly silent: boolean;
};

type Git = ChildProcessByStdio<Writable, Readable, Readable>;

const DEFAULT_TIMEOUT = 60_000;
/** Between asking git to end, so that it can remove its lock files, and ending it. */
const GRACE = 2_000;
/** How long a helper's last words may still come after git's end: what git left in the background may hold the pipes open for good. */
const DRAIN = 500;

/** Runs git with `args` as they are, without a shell. Never rejects. */
export async function runGit(args: readonly string[], call: GitCall = {}): Promise<GitAnswer> {
  if (call.signal?.aborted === true) {
    return unfinished('it was stopped');
  }
  let child: ChildProcess;
  try {
    // A session of its own: no terminal that ssh could ask at, and one group to end with all its helpers.
    child = spawn('git', args, {
      cwd: call.cwd ?? '/',
      env: gitEnvironment(process.env, call.variables ?? {}),
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true
    });
  } catch (error) {
    return unfinished(startFailure(error as Error, call));
  }
  if (!hasPipes(child)) {
    // For want of handles: the error is told in a moment.
    return new Promise(resolve => child.once('error', error => resolve(unfinished(startFailure(error, call)))));
  }
  child.stdin.on('error', () => undefined);
  child.stdin.end(call.input ?? '');
  return collect(child, call);
}

function hasPipes(child: ChildProcess): child is Git {
  return child.stdin != null && child.stdout != null && child.stderr != null;
}

function collect(child: Git, call: GitCall): Promise<GitAnswer> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  const limits = limit(child, call);
  child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
  return new Promise(resolve => {
    const finish = (code: number | null, failure: string | null): void => {
      const cut = limits.end() ?? failure;
      const texts = { stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString('utf8') };
      resolve({ ok: cut === null && code === 0, code, ...texts, cut, silent: limits.wasSilent() });
    };
    child.once('error', error => finish(null, startFailure(error, call)));
    child.once('exit', (code, signal) => {
      const drained = setTimeout(() => letPipesGo([child.stdout, child.stderr], () => limits.areOver()), DRAIN);
      child.once('close', () => {
        clearTimeout(drained);
        finish(code, signal === null ? null : `it was ended by ${signal}`);
      });
    });
  });
}

type Limits = {
  /** Takes the limits away and tells what they did. */
  end(): string | null;
  areOver(): boolean;
  wasSilent(): boolean;
};

/** Ends the whole group of `child` at the time limit, after a silence or at the abort. */
function limit(child: Git, call: GitCall): Limits {
  let cut: string | null = null;
  let killer: NodeJS.Timeout | undefined;
  const stop = (reason: string): void => {
    cut ??= reason;
    signalGroup(child, 'SIGTERM');
    killer ??= setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE);
  };
  const timeout = call.timeout ?? DEFAULT_TIMEOUT;
  const timer = setTimeout(() => stop(`it took longer than ${timeout / 1000} s`), timeout);
  const onAbort = (): void => stop('it was stopped');
  call.signal?.addEventListener('abort', onAbort, { once: true });
  let wasSilent = false;
  const silence = watchChild(child, call.silence, reason => {
    wasSilent = cut === null;
    stop(reason);
  });
  return {
    end: () => {
      silence?.end();
      clearTimeout(timer);
      clearTimeout(killer);
      call.signal?.removeEventListener('abort', onAbort);
      if (cut !== null) {
        // Git may have ended before those of its helpers that do not listen.
        signalGroup(child, 'SIGKILL');
      }
      return cut;
    },
    areOver: () => cut !== null,
    wasSilent: () => wasSilent
  };
}

function watchChild(child: Git, silence: Silence | undefined, stop: (reason: string) => void): SilenceWatch | null {
  const group = child.pid;
  if (silence === undefined || group === undefined) {
    return null;
  }
  const lasted = `for ${silence.limit / 1000} s`;
  const silent = (): void => stop(silence.who === undefined ? `nothing came ${lasted}` : `${silence.who} sent nothing ${lasted}`);
  const watch = watchSilence({ ...silence, worked: () => groupWork(group), silent });
  [child.stdout, child.stderr].forEach(pipe => pipe.on('data', () => watch.heard()));
  return watch;
}

function signalGroup(child: Git, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) {
      process.kill(-child.pid, signal);
    }
  } catch {
    // It has ended by itself.
  }
}

/** `spawn` says ENOENT of a missing program and of a missing folder alike. */
function startFailure(error: Error, call: GitCall): string {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  return missing && call.cwd === undefined
    ? 'the command git is not installed; install git and start the scheduler again'
    : `git could not be started${call.cwd === undefined ? '' : ` in ${call.cwd}`}: ${error.message}`;
}

function unfinished(cut: string): GitAnswer {
  return { ok: false, code: null, stdout: Buffer.alloc(0), stderr: '', cut, silent: false };
}

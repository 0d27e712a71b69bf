import { spawn, type ChildProcess } from 'node:child_process';
import type { Duplex } from 'node:stream';
import type { ILogger } from '../../ports';
import { parseMessage, requestLine, type WarmParentMessage } from './warm-parent-messages';

/** A process of one environment from which supervisors are forked. */
export interface IWarmParent {
  /** Process id; null where it could not be started. */
  readonly pid: number | null;
  /** False once it has ended or was let go. */
  readonly alive: boolean;
  /** Asks for a supervisor of the run in `folder`. `gone` is called once, in words, when that supervisor is there no more, whether or not it did its work. */
  supervise(folder: string, gone: (how: string) => void): void;
  /** Requests from now on wait for it. */
  holdUntil(ready: Promise<void>): void;
  /** Lets it go on in case somebody stopped it (SIGSTOP). */
  nudge(): void;
  /** Takes no further runs, and ends when those it has are over. */
  letGo(): void;
}

/** What a warm parent is started with. */
export type WarmParentOptions = {
  readonly python: string;
  /** Absolute path of peach_lab/runner/__main__.py. */
  readonly runnerPath: string;
  /** Modules to import ahead; null: those of the environment that are known to fork well. */
  readonly preload: readonly string[] | null;
  /** Its whole environment. */
  readonly variables: Readonly<Record<string, string>>;
  readonly logger: ILogger;
};

/** Characters of its last words in a message. */
const LAST_WORDS = 2_000;

/** Starts a warm parent; requests may be made at once. */
export function startWarmParent(options: WarmParentOptions): IWarmParent {
  return new WarmParent(options);
}

class WarmParent implements IWarmParent {
  readonly pid: number | null;
  readonly #logger: ILogger;
  readonly #child: ChildProcess;
  readonly #channel: Duplex;
  readonly #supervised = new Map<string, (how: string) => void>();
  #alive = true;
  /** Resolves when it may get runs; null: it may. */
  #held: Promise<void> | null = null;
  /** How it ended. */
  #ending: string | null = null;
  #said = '';
  /** Pieces of it. */
  #heard = 0;
  #unfinished = '';

  constructor(options: WarmParentOptions) {
    this.#logger = options.logger;
    const child = spawnParent(options);
    this.#child = child;
    this.pid = child.pid ?? null;
    this.#channel = child.stdio[3] as Duplex;
    // A parent that is gone closes its end; what that means is told by `exit`.
    this.#channel.on('error', () => undefined);
    this.#channel.on('data', (chunk: Buffer) => this.#receive(chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => this.#listen(chunk.toString()));
    child.once('error', error => this.#end(error.message));
    child.once('exit', (code, signal) => this.#endAfterLastWords(`it ended with ${signal ?? `exit code ${code}`}`));
    unref(child, this.#channel);
  }

  get alive(): boolean {
    return this.#alive;
  }

  supervise(folder: string, gone: (how: string) => void): void {
    if (this.#ending !== null) {
      gone(this.#ending);
      return;
    }
    this.#supervised.set(folder, gone);
    this.#whenReady(() => this.#channel.write(requestLine(folder)));
  }

  holdUntil(ready: Promise<void>): void {
    this.#held = ready.then(() => {
      this.#held = null;
    });
  }

  nudge(): void {
    this.#child.kill('SIGCONT');
  }

  letGo(): void {
    this.#alive = false;
    this.#whenReady(() => this.#channel.end());
    // One that somebody stopped would stay for ever.
    this.nudge();
  }

  #whenReady(work: () => unknown): void {
    if (this.#held === null) {
      work();
    } else {
      void this.#held.then(work);
    }
  }

  #receive(text: string): void {
    const lines = (this.#unfinished + text).split('\n');
    this.#unfinished = lines.pop() ?? '';
    lines.forEach(line => this.#hear(parseMessage(line)));
  }

  #hear(message: WarmParentMessage | null): void {
    if (message === null || 'notice' in message) {
      this.#logger.info({ warmParent: this.pid, notice: message?.notice ?? 'something unreadable' }, 'warm parent says');
      return;
    }
    this.#tell(message.folder, 'problem' in message ? message.problem : `it ended with ${endingOf(message.status)}`);
  }

  #listen(words: string): void {
    this.#said = (this.#said + words).slice(-LAST_WORDS);
    this.#heard += 1;
  }

  /** What it said lies in the pipe when it ends, and its runs hold that open: a whole turn of the event loop without any of it is the end. */
  #endAfterLastWords(how: string): void {
    this.#alive = false;
    const look = (heard: number): void => {
      setImmediate(() => (heard === this.#heard ? this.#end(how) : look(this.#heard)));
    };
    look(-1);
  }

  #end(how: string): void {
    this.#alive = false;
    const said = this.#said.trim();
    if (said !== '') {
      this.#logger.warn({ warmParent: this.pid, said }, 'warm parent has ended');
    }
    const words = `its warm parent is gone: ${how}${said === '' ? '' : `: ${said}`}`;
    this.#ending = words;
    [...this.#supervised.keys()].forEach(folder => this.#tell(folder, words));
  }

  #tell(folder: string, how: string): void {
    const gone = this.#supervised.get(folder);
    this.#supervised.delete(folder);
    gone?.(how);
  }
}

function spawnParent({ python, runnerPath, preload, variables }: WarmParentOptions): ChildProcess {
  const args = [runnerPath, '--warm', ...(preload === null ? [] : [JSON.stringify(preload)])];
  return spawn(python, args, { cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe', 'pipe'], env: variables });
}

/** None of it keeps a scheduler that wants to end. */
function unref(child: ChildProcess, channel: Duplex): void {
  child.unref();
  for (const stream of [channel, child.stderr]) {
    (stream as { unref?: () => void } | null)?.unref?.();
  }
}

function endingOf(status: number): string {
  return status < 0 ? `signal ${-status}` : `exit code ${status}`;
}

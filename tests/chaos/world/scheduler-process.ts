import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SchedulerAddress } from '../../../src/protocol/health';
import { PEACH } from '../../e2e/support/paths';
import type { SchedulerEnd } from '../history/history';
import { moment } from './moment';

/** A real scheduler that is started again whenever it ends. */
export interface IScheduler {
  /** Pid of the living one; null while there is none. */
  readonly pid: number | null;
  /** Where the living one answers; null while none does. */
  address(): SchedulerAddress | null;
  /** SIGKILL; it comes back after `downtime` milliseconds. Resolves when it has been started again. */
  kill(downtime: number): Promise<void>;
  /** Ends it for good, in order. */
  close(): Promise<void>;
}

export type SchedulerOptions = {
  readonly config: string;
  readonly stateDir: string;
  /** What all schedulers say; outside of the state directory, whose disk gets full. */
  readonly logFile: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Hears of one that ended though nobody killed it. */
  readonly ended: (end: SchedulerEnd) => void;
};

/** Milliseconds before one that ended by itself is started again. */
const PAUSE = 500;
const LAST_WORDS = 1_500;

export function startSchedulers(options: SchedulerOptions): IScheduler {
  return new Schedulers(options);
}

class Schedulers implements IScheduler {
  readonly #options: SchedulerOptions;
  #child: ChildProcess | null = null;
  /** True while somebody ends it on purpose. */
  #expected = false;
  #closed = false;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#start();
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  address(): SchedulerAddress | null {
    const file = join(this.#options.stateDir, 'scheduler.json');
    try {
      const written = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SchedulerAddress) : null;
      return written !== null && written.pid === this.pid ? written : null;
    } catch {
      return null; // not written to its end: the disk is full
    }
  }

  async kill(downtime: number): Promise<void> {
    await this.#end('SIGKILL');
    await pause(downtime);
    this.#start();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#end('SIGTERM');
  }

  #start(): void {
    if (this.#closed || this.#child !== null) {
      return;
    }
    const { config, stateDir, logFile, variables, ended } = this.#options;
    this.#expected = false;
    const begin = existsSync(logFile) ? statSync(logFile).size : 0;
    const log = openSync(logFile, 'a');
    const child = spawn(PEACH, ['serve', '--config', config], {
      stdio: ['ignore', log, log],
      cwd: join(stateDir, '..'),
      env: { ...process.env, ...variables }
    });
    closeSync(log);
    this.#child = child;
    child.once('exit', (code, signal) => {
      this.#child = null;
      if (!this.#expected) {
        const words = readFileSync(logFile, 'utf8').slice(begin).trim().slice(-LAST_WORDS);
        ended({ at: moment(), words: `${signal ?? code}: ${words}` });
        setTimeout(() => this.#start(), PAUSE);
      }
    });
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.#expected = true;
    const child = this.#child;
    if (child !== null) {
      const gone = new Promise(resolve => child.once('exit', resolve));
      child.kill('SIGCONT');
      child.kill(signal);
      await gone;
    }
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SchedulerAddress } from '../../../src/protocol/health';
import type { SchedulerEnd, SchedulerLife } from '../history/history';
import { moment } from './moment';
import { stateOf } from './processes';

/** A real scheduler that is started again whenever it ends. */
export interface IScheduler {
  /** Pid of the living one; null while there is none. */
  readonly pid: number | null;
  /** Where the living one answers; null while none does. */
  address(): SchedulerAddress | null;
  /** Every one that there was, the newest last. */
  readonly lives: readonly SchedulerLife[];
  /** SIGKILL; it comes back after `downtime` milliseconds. Resolves when it has been started again, which is long before it is ready. */
  kill(downtime: number): Promise<void>;
  /** Ends it for good, in order. Rejects where it had to be killed after all. */
  close(): Promise<void>;
}

export type SchedulerOptions = {
  readonly command: readonly [string, ...string[]];
  readonly stateDir: string;
  /** What all schedulers say; outside of the state directory, whose disk gets full. */
  readonly logFile: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Hears of one that ended though nobody killed it. */
  readonly ended: (end: SchedulerEnd) => void;
  /** Milliseconds in which one that was asked to end has ended. */
  readonly ending?: number;
};

/** Milliseconds before one that ended by itself is started again. */
const PAUSE = 500;
const LAST_WORDS = 1_500;
/** Milliseconds in which a killed one is gone, unless it waits in the kernel. */
const DYING = 30_000;
const ENDING = 60_000;
const LOOK_EVERY = 10;

export function startSchedulers(options: SchedulerOptions): IScheduler {
  return new Schedulers(options);
}

class Schedulers implements IScheduler {
  readonly #options: SchedulerOptions;
  #child: ChildProcess | null = null;
  /** True while somebody ends it on purpose. */
  #expected = false;
  #closed = false;
  readonly #lives: SchedulerLife[] = [];

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#start();
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  get lives(): readonly SchedulerLife[] {
    return this.#lives;
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
    await this.#end('SIGKILL', DYING);
    await pause(downtime);
    this.#start();
  }

  async close(): Promise<void> {
    this.#closed = true;
    try {
      await this.#end('SIGTERM', this.#options.ending ?? ENDING);
    } catch (error) {
      await this.#end('SIGKILL', DYING);
      throw error;
    }
  }

  #start(): void {
    if (this.#closed || this.#child !== null) {
      return;
    }
    const { stateDir, logFile, variables } = this.#options;
    const [program, ...args] = this.#options.command;
    this.#expected = false;
    const begin = existsSync(logFile) ? statSync(logFile).size : 0;
    const log = openSync(logFile, 'a');
    const child = spawn(program, args, {
      stdio: ['ignore', log, log],
      cwd: join(stateDir, '..'),
      env: { ...process.env, ...variables }
    });
    closeSync(log);
    this.#child = child;
    this.#lives.push({ from: moment(), ready: null, until: null });
    child.once('error', error => this.#ended(child, error.message));
    child.once('exit', (code, signal) =>
      this.#ended(child, `${signal ?? code}: ${readFileSync(logFile, 'utf8').slice(begin).trim().slice(-LAST_WORDS)}`)
    );
    void this.#noteReady(child);
  }

  /** It writes its address once it has found out what became of all runs: until then it has seen nothing. */
  async #noteReady(child: ChildProcess): Promise<void> {
    while (this.#child === child && this.address() === null) {
      await pause(LOOK_EVERY);
    }
    if (this.#child === child) {
      this.#note({ ready: moment() });
    }
  }

  #ended(child: ChildProcess, words: string): void {
    if (this.#child !== child) {
      return;
    }
    const at = moment();
    this.#child = null;
    this.#note({ until: at });
    if (!this.#expected) {
      this.#options.ended({ at, words });
      setTimeout(() => this.#start(), PAUSE);
    }
  }

  /** Of the newest. */
  #note(change: Partial<SchedulerLife>): void {
    const life = this.#lives.pop();
    if (life !== undefined) {
      this.#lives.push({ ...life, ...change });
    }
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM', patience: number): Promise<void> {
    this.#expected = true;
    const child = this.#child;
    if (child === null) {
      return;
    }
    child.kill('SIGCONT');
    child.kill(signal);
    const deadline = moment() + patience;
    while (this.#child === child) {
      if (moment() > deadline) {
        const state = stateOf(child.pid ?? 0) ?? 'none';
        throw new Error(
          `waited ${patience / 1000} s in vain for the end of the scheduler after ${signal}; its process is in state ${state}`
        );
      }
      await pause(LOOK_EVERY);
    }
  }
}

import { nextLapAt } from '../../core/loops/next-lap';
import { nextTurn, type LoopMember, type Turn, type TurnResult, type WaitingRun } from '../../core/loops/next-turn';
import type { LoopConfiguration } from '../../protocol/configuration';
import type { RunId, TaskId } from '../../protocol/identity';
import type { IClock, ILogger } from '../ports';
import type { LoopRecord } from '../store-port';
import { LapTimer } from './lap-timer';
import { WaitingRuns } from './waiting-runs';

export type RunLoopOptions = {
  readonly name: string;
  readonly clock: IClock;
  readonly logger: ILogger;
  readonly settings: () => LoopConfiguration;
  readonly load: () => LoopRecord;
  readonly save: (record: LoopRecord) => void;
  /** Reads the definitions of the loop's tasks again. */
  readonly sync: () => Promise<void>;
  /** The loop's tasks in the order of a lap. */
  readonly members: () => readonly LoopMember[];
  /** Gives the turn, to its end. `justRead`: nothing was waited for since `sync`. */
  readonly take: (turn: Exclude<Turn, { kind: 'lap_over' }>, justRead: boolean) => Promise<TurnResult>;
  /** True while nothing may be started, such as on a full disk: turns wait where they are until `wake`. */
  readonly held: () => boolean;
  /** True while no lap goes on: tasks have no turn by themselves. */
  readonly paused: () => boolean;
  /** False while a run waits for more than its turn: nothing of its task is to start by itself. */
  readonly mayStart: (run: WaitingRun) => boolean;
  /** Notes that the task has had its turn in `lap`. */
  readonly note: (task: TaskId, lap: number) => void;
  /** What the loop says of itself may have changed. */
  readonly changed: () => void;
  /** Resolves when runs of an earlier scheduler have ended: a loop never runs two. */
  readonly before: Promise<unknown>;
  readonly signal: AbortSignal;
};

/** What a loop says of itself, in milliseconds: `turnStartedAt` of the monotonic clock, `nextLapAt` since the epoch. */
export type LoopProgress = {
  readonly running: TaskId | null;
  readonly turnStartedAt: number | null;
  readonly nextLapAt: number | null;
  /** Runs that wait for their turn, in no order. */
  readonly waiting: readonly RunId[];
};

/** The endless round of one loop: one task after another, lap after lap. */
export interface IRunLoop {
  /** Puts a run into the queue, at its place. */
  enqueue(run: WaitingRun): void;
  /** Takes a waiting run out; false where it does not wait. */
  dequeue(run: RunId): boolean;
  /** Its tasks may have changed. */
  wake(): void;
  readonly progress: LoopProgress;
  /** Resolves when the loop has stopped after `signal`. */
  readonly stopped: Promise<void>;
}

export function startRunLoop(options: RunLoopOptions): IRunLoop {
  return new RunLoop(options);
}

class RunLoop implements IRunLoop {
  readonly stopped: Promise<void>;
  readonly #options: RunLoopOptions;
  readonly #waiting: WaitingRuns;
  #running: TaskId | null = null;
  #turnStartedAt: number | null = null;
  #nextLapAt: number | null = null;
  readonly #lapTimer: LapTimer;
  #wake = new AbortController();
  /** Tasks whose turn of this lap passed without a run, because their environment or definition was not ready. */
  #passed: ReadonlySet<TaskId> = new Set();
  /** Nothing was waited for since the definitions were read. */
  #justRead = false;

  constructor(options: RunLoopOptions) {
    this.#options = options;
    this.#waiting = new WaitingRuns(options.mayStart);
    this.#lapTimer = new LapTimer(options.clock);
    options.signal.addEventListener('abort', () => this.wake(), { once: true });
    this.stopped = this.#run();
  }

  get progress(): LoopProgress {
    return { running: this.#running, turnStartedAt: this.#turnStartedAt, nextLapAt: this.#nextLapAt, waiting: this.#waiting.all };
  }

  enqueue(run: WaitingRun): void {
    this.#waiting.add(run);
    this.wake();
  }

  dequeue(run: RunId): boolean {
    return this.#waiting.remove(run);
  }

  wake(): void {
    this.#waiting.unpark();
    this.#wake.abort(WOKEN);
  }

  async #run(): Promise<void> {
    const { signal, before } = this.#options;
    await this.#guard('runs of an earlier scheduler could not be followed', () => before);
    while (!signal.aborted) {
      const done = await this.#guard('lap failed', () => this.#round());
      if (done === null) {
        await this.#options.clock.sleep(PAUSE_AFTER_FAULT_MS, signal);
      }
    }
  }

  /** One lap and the rest after it, or the wait for something to run. */
  async #round(): Promise<'done'> {
    const lap = await this.#beginLap();
    if (lap === null) {
      await this.#sleep(this.#waiting.anyParked ? LOOK_AGAIN_MS : null);
      this.#waiting.unpark();
      await this.#takeWaiting();
      return 'done';
    }
    this.#waiting.unpark();
    const startedAny = await this.#turns(lap.lap);
    if (!this.#options.signal.aborted) {
      this.#endLap(lap);
      await this.#rest(startedAny);
    }
    return 'done';
  }

  /** The lap that a restart interrupted goes on; else a new one begins. Null where there is nothing to run. */
  async #beginLap(): Promise<LoopRecord | null> {
    const { load, save, sync, clock, changed } = this.#options;
    this.#justRead = (await this.#guard('definitions could not be read', () => sync().then(() => true))) ?? false;
    const record = load();
    this.#passed = new Set();
    this.#nextLapAt = null;
    this.#lapTimer.begin(record);
    if (record.lapStartedAt !== null && record.lapEndedAt === null) {
      return record;
    }
    if (this.#options.paused() || !this.#members().some(member => member.runnable)) {
      return null;
    }
    const next = { ...record, lap: record.lap + 1, lapStartedAt: clock.now(), lapEndedAt: null };
    save(next);
    changed();
    return next;
  }

  #endLap(lap: LoopRecord): void {
    const { clock, save } = this.#options;
    const ended = { ...lap, lapEndedAt: clock.now(), lastLapDuration: this.#lapTimer.seconds };
    save(ended);
  }

  /** True where at least one run was started. */
  async #turns(lap: number): Promise<boolean> {
    let startedAny = false;
    for (;;) {
      await this.#untilFree();
      if (this.#options.signal.aborted) {
        return startedAny;
      }
      const waiting = this.#waiting.startable;
      if (waiting.length === 0 && this.#options.paused()) {
        await this.#lapTimer.pause(() => this.#sleep(null));
        continue;
      }
      const turn = nextTurn({ lap, members: this.#members(), waiting });
      if (turn.kind === 'lap_over') {
        return startedAny;
      }
      startedAny = (await this.#take(turn, lap)) === 'ran' || startedAny;
    }
  }

  /** Between laps, only what waits runs. */
  async #takeWaiting(): Promise<void> {
    while (!this.#options.signal.aborted) {
      await this.#untilFree();
      const turn = nextTurn({ lap: 0, members: [], waiting: this.#waiting.startable });
      if (turn.kind === 'lap_over') {
        return;
      }
      await this.#take(turn, null);
    }
  }

  async #take(turn: Exclude<Turn, { kind: 'lap_over' }>, lap: number | null): Promise<TurnResult> {
    const { take, note, clock, changed } = this.#options;
    // Somebody who asks for a run may have committed right before, while the definitions were read.
    const justRead = this.#justRead && turn.kind === 'task';
    this.#justRead = false;
    const before = this.#options.members().find(member => member.id === turn.task)?.lap ?? 0;
    // Noted first: after a crash in the middle of the turn, the lap goes on with the next task. Where it can't be
    // noted, on a full disk, nothing has changed yet: a run that waits goes on waiting.
    if (lap !== null) {
      note(turn.task, lap);
    }
    if (turn.kind === 'waiting_run') {
      this.dequeue(turn.waiting.run);
    }
    this.#running = turn.task;
    this.#turnStartedAt = clock.monotonic();
    changed();
    try {
      const result = (await this.#guard('turn failed', () => take(turn, justRead))) ?? 'passed';
      if (result === 'passed') {
        this.#pass(turn);
        if (lap !== null) {
          note(turn.task, before);
        }
      }
      return result;
    } finally {
      this.#running = null;
      this.#turnStartedAt = null;
      changed();
    }
  }

  #pass(turn: Exclude<Turn, { kind: 'lap_over' }>): void {
    if (this.#options.held()) {
      // It failed because nothing may be started: it has its turn as soon as something may.
      if (turn.kind === 'waiting_run') {
        this.#waiting.putBack(turn.waiting);
      }
      return;
    }
    this.#passed = new Set([...this.#passed, turn.task]);
    if (turn.kind === 'waiting_run') {
      this.#waiting.park(turn.waiting);
    }
  }

  /** By a clock that nobody sets; time that a laptop slept counts. */
  async #rest(startedAny: boolean): Promise<void> {
    const { clock, settings, signal, changed } = this.#options;
    const { interval } = settings();
    const at = nextLapAt({ startedAt: this.#lapTimer.beganAt, endedAt: clock.uptime(), interval, startedAny });
    for (let left = at - clock.uptime(); !signal.aborted && left > 0; left = at - clock.uptime()) {
      this.#nextLapAt = clock.now() + left;
      changed();
      await this.#takeWaiting();
      await this.#sleep(Math.min(LOOK_AGAIN_MS, at - clock.uptime()));
    }
  }

  #members(): readonly LoopMember[] {
    return this.#options.members().map(member => (this.#passed.has(member.id) ? { ...member, runnable: false } : member));
  }

  async #untilFree(): Promise<void> {
    while (this.#options.held() && !this.#options.signal.aborted) {
      await this.#untilWoken(LOOK_AGAIN_MS);
    }
  }

  /** Until `wake`, or `milliseconds` have passed; null: until `wake` only. Not at all where a run waits that may start. */
  async #sleep(milliseconds: number | null): Promise<void> {
    await this.#untilWoken(this.#waiting.startable.length > 0 ? 0 : (milliseconds ?? FOR_EVER_MS));
  }

  async #untilWoken(milliseconds: number): Promise<void> {
    if (milliseconds > 0 && !this.#options.signal.aborted) {
      this.#justRead = false;
      await this.#options.clock.sleep(milliseconds, this.#wake.signal);
    }
    if (this.#wake.signal.aborted) {
      this.#wake = new AbortController();
    }
  }

  /** A fault in one turn never stops the loop. */
  async #guard<T>(sentence: string, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.#options.logger.error({ loop: this.#options.name, error }, sentence);
      return null;
    }
  }
}

/** So that a fault of the store or the disk doesn't make the loop spin. */
const PAUSE_AFTER_FAULT_MS = 1000;

/** A timer doesn't count the time that the machine was suspended, so a rest is looked at now and then. */
const LOOK_AGAIN_MS = 60_000;

/** Nobody reads it; without a reason an error with its stack is made for each. */
const WOKEN = 'woken';

/** The longest that a timer can wait; waking goes round again. */
const FOR_EVER_MS = 2 ** 31 - 1;

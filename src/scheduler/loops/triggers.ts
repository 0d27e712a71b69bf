import type { WaitingRun } from '../../core/loops/next-turn';
import { createSchedule, type Schedule } from '../../core/schedule/schedule';
import { settleDues, type SettledDue } from '../../core/schedule/settle-dues';
import { overlapOf } from '../../core/tasks/overlap';
import { retryAt } from '../../core/tasks/retry-at';
import type { TaskId } from '../../protocol/identity';
import type { RunTrigger } from '../../protocol/run';
import type { TaskDefinition } from '../../protocol/task-definition';
import type { IClock, ILogger } from '../ports';
import type { IStore, NewRun, PlannedRetry, ScheduledTask, TaskWithRuns } from '../store-port';

export type TriggersOptions = {
  readonly clock: IClock;
  readonly logger: ILogger;
  readonly store: IStore;
  /** IANA name of the zone of schedules that name none. */
  readonly zone: string;
  /** A run of the task as it would be made now; null where its repository has not been read. */
  readonly newRun: (task: TaskWithRuns, trigger: RunTrigger) => NewRun | null;
  /** Why nothing of the task can be started just now, in plain words; null where it can. */
  readonly notRunnable: (task: TaskWithRuns) => string | null;
  /** Whether nothing of the task is to start by itself. */
  readonly paused: (task: TaskWithRuns) => boolean;
  readonly enqueue: (loop: string, run: WaitingRun) => void;
  /** What is known of the task, or of its newest run, has changed. */
  readonly changed: (task: TaskWithRuns) => void;
  readonly signal: AbortSignal;
};

/** Queues runs when they are due: by a schedule, or because one that failed is to be tried again. */
export interface ITriggers {
  /** Definitions or pauses may have changed. */
  wake(): void;
  /** A run that failed is to be tried again. */
  retryPlanned(): void;
  /** When the task is due next, milliseconds since the epoch; null: it has no schedule that is followed. */
  nextDue(task: TaskId): number | null;
  /** Resolves when it has stopped after `signal`. */
  readonly stopped: Promise<void>;
}

export function startTriggers(options: TriggersOptions): ITriggers {
  return new Triggers(options);
}

type Plan = {
  readonly task: ScheduledTask;
  readonly schedule: Schedule;
  /** The first due time of which it is not known yet what becomes of it. */
  next: number | null;
};

/** Milliseconds between two looks: the clock may be set, and what held a task may be over without a word. */
const LOOK = 15_000;
/** Due times of one task that are dealt with in one look; the rest has its turn right after. */
const MOST_AT_ONCE = 1000;
const WOKEN = 'woken';
const NEVER = Number.MAX_SAFE_INTEGER;

class Triggers implements ITriggers {
  readonly stopped: Promise<void>;
  readonly #options: TriggersOptions;
  #plans: ReadonlyMap<TaskId, Plan> = new Map();
  #stale = true;
  /** What the clock showed at the last look, milliseconds since the epoch. */
  #lookedAt = 0;
  #wake = new AbortController();

  constructor(options: TriggersOptions) {
    this.#options = options;
    options.signal.addEventListener('abort', () => this.#wake.abort(WOKEN), { once: true });
    this.stopped = this.#run();
  }

  wake(): void {
    this.#stale = true;
    this.#wake.abort(WOKEN);
  }

  retryPlanned(): void {
    this.#wake.abort(WOKEN);
  }

  nextDue(task: TaskId): number | null {
    const plan = this.#plans.get(task);
    const now = this.#options.clock.now();
    return plan?.next == null || plan.next > now ? (plan?.next ?? null) : plan.schedule.next(now);
  }

  async #run(): Promise<void> {
    const { clock, signal } = this.#options;
    while (!signal.aborted) {
      this.#wake = new AbortController();
      await clock.sleep(this.#look(), this.#wake.signal);
    }
  }

  /** Answers the milliseconds until the next look. */
  #look(): number {
    const { clock, logger, store } = this.#options;
    try {
      if (this.#stale || this.#wasSetBack()) {
        this.#plans = this.#read();
        this.#stale = false;
      }
      const retries = store.plannedRetries().filter(retry => !this.#takeRetry(retry));
      const plans = [...this.#plans.values()].sort((a, b) => (a.next ?? NEVER) - (b.next ?? NEVER));
      const isDone = plans.map(plan => this.#takeDues(plan)).every(Boolean);
      const times = [...retries.map(({ at }) => at), ...plans.flatMap(plan => plan.next ?? [])];
      const ahead = times.map(time => time - clock.now()).filter(time => time > 0);
      return isDone ? Math.min(LOOK, ...ahead) : 0;
    } catch (error) {
      logger.error({ error }, 'due times could not be dealt with: it is tried again');
      return LOOK;
    }
  }

  /** Then what is due next was said by a time that has not come. */
  #wasSetBack(): boolean {
    const before = this.#lookedAt;
    this.#lookedAt = this.#options.clock.now();
    return this.#lookedAt < before;
  }

  #read(): ReadonlyMap<TaskId, Plan> {
    const plans = this.#options.store.schedules().flatMap(task => this.#plan(task) ?? []);
    return new Map(plans.map(plan => [plan.task.id, plan]));
  }

  /** A schedule counts from when it is first followed: what it says of earlier times was never due. */
  #plan(task: ScheduledTask): Plan | null {
    const { store, clock, zone } = this.#options;
    const isFollowed = !task.removed && !task.stored.definition.disabled && task.schedule.length > 0;
    const schedule = isFollowed ? createSchedule(task.schedule, task.timezone ?? zone) : null;
    const isNew = (schedule?.text ?? null) !== task.followed;
    const now = clock.now();
    const since = isNew ? now : (task.since ?? now);
    if (isNew) {
      store.followSchedule(task.id, schedule === null ? null : { text: schedule.text, since });
    }
    return schedule === null ? null : { task, schedule, next: schedule.next(Math.min(now, Math.max(since, task.last ?? since))) };
  }

  /** False where more of them have passed than were dealt with. */
  #takeDues(plan: Plan): boolean {
    const { clock, store } = this.#options;
    const now = clock.now();
    if (plan.next === null || plan.next > now) {
      return true;
    }
    const task = store.task(plan.task.id);
    const paused = task !== null && this.#options.paused(task);
    // What can't be started is not missed yet: which of its due times are run is seen once it can.
    if (task === null || (!paused && this.#reasonAgainst(task) !== null)) {
      return true;
    }
    const { dues, next } = passed(plan, now);
    const isLast = next === null || next > now;
    const settled = settleDues(dues, now, isLast || plan.task.missed === 'all' ? plan.task.missed : 'none');
    for (const [place, due] of settled.entries()) {
      this.#settle(task.id, due, paused);
      // One by one: where the store can't be written, the next look goes on from here.
      plan.next = settled[place + 1]?.dueAt ?? next;
    }
    this.#options.changed(task);
    return isLast;
  }

  #settle(task: TaskId, { dueAt, run, old }: SettledDue, paused: boolean): void {
    if (run && !paused) {
      this.#start(task, { dueAt, old });
    } else {
      const outcome = paused ? 'paused' : 'missed';
      this.#options.store.noteDueTime({ task, dueAt, outcome, reason: paused ? null : MISSED, run: null });
    }
  }

  #reasonAgainst(task: TaskWithRuns): string | null {
    return this.#options.notRunnable(task) ?? (this.#options.newRun(task, 'schedule') === null ? 'its repository has not been read' : null);
  }

  /** What is run long after its time, because nothing could be started then, waits for others of the task. */
  #start(id: TaskId, { dueAt, old }: Pick<SettledDue, 'dueAt' | 'old'>): void {
    const { store } = this.#options;
    const task = store.task(id);
    const run = task === null ? null : this.#options.newRun(task, 'schedule');
    if (task === null || run === null) {
      return;
    }
    const overlap = old ? null : this.#overlap(task);
    if (overlap !== null) {
      store.noteDueTime({ task: id, dueAt, outcome: 'skipped', reason: overlap, run: null });
      return;
    }
    const isNew = store.transaction(() => {
      if (!store.noteDueTime({ task: id, dueAt, outcome: 'queued', reason: null, run: run.id })) {
        return false; // it had its run before the clock was set back
      }
      store.insertRun(run);
      return true;
    });
    if (isNew) {
      this.#queue(task, run);
    }
  }

  /** Why a run of the task that is under way keeps it from another one. */
  #overlap(task: TaskWithRuns): string | null {
    const overlap = overlapOf({
      lastStatus: task.lastRun?.status ?? null,
      overlap: task.stored?.definition.overlap,
      isQueued: () => this.#options.store.queuedRun(task.id) !== null
    });
    return overlap === null ? null : OVERLAP_WORDS[overlap];
  }

  /** True where it need not be looked at any more. */
  #takeRetry({ task: id, at, run: of }: PlannedRetry): boolean {
    const { store, clock } = this.#options;
    const task = store.task(id);
    const failed = store.run(of);
    if (task === null || isAhead(at, clock.now(), task.stored?.definition.retries)) {
      return false;
    }
    if (failed === null || task.removed || task.stored?.definition.disabled === true) {
      store.clearRetry(id);
      return true;
    }
    const run = this.#options.newRun(task, 'retry');
    if (run === null || this.#options.paused(task) || this.#options.notRunnable(task) !== null) {
      return false;
    }
    const retry: NewRun = { ...run, attempt: failed.attempt + 1, args: store.runArgs(of) };
    store.insertRun(retry);
    this.#queue(task, retry);
    return true;
  }

  #queue(task: TaskWithRuns, run: NewRun): void {
    this.#options.changed(task);
    this.#options.enqueue(task.loop, { run: run.id, task: task.id, trigger: run.trigger });
  }
}

/** Further ahead than its whole delay it is only where the clock was set back. */
function isAhead(at: number, now: number, retries: TaskDefinition['retries']): boolean {
  const delay = retryAt({ status: 'FAILURE', attempt: 0, endedAt: now, retries });
  return at > now && (delay === null || at <= delay);
}

const OVERLAP_WORDS = { waits: 'a run of it waited already', runs: 'a run of it was still going on' } as const;
const MISSED = 'no scheduler was running then, or the task was held';

/** The plan's due times until `now`, as many as are dealt with at once, and the one after them. */
function passed({ next: first, schedule }: Plan, now: number): { readonly dues: readonly number[]; readonly next: number | null } {
  const dues: number[] = [];
  let next = first;
  while (next !== null && next <= now && dues.length < MOST_AT_ONCE) {
    dues.push(next);
    next = schedule.next(next);
  }
  return { dues, next };
}

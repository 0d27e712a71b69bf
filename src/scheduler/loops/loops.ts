import type { LoopMember, Turn, TurnResult, WaitingRun } from '../../core/loops/next-turn';
import type { LoopConfiguration } from '../../protocol/configuration';
import type { RunId } from '../../protocol/identity';
import type { IClock, ILogger } from '../ports';
import type { IStore, LoopTask } from '../store-port';
import { startRunLoop, type IRunLoop, type LoopProgress } from './run-loop';
import { createTurnstile } from '../../core/concurrency/turnstile';

export type LoopsOptions = {
  readonly clock: IClock;
  readonly logger: ILogger;
  readonly store: IStore;
  readonly settings: (loop: string) => LoopConfiguration;
  /** Loops that may run a task at once; null: all. */
  readonly concurrentLoops: number | null;
  readonly sync: (repositories: ReadonlySet<string>) => Promise<void>;
  readonly isRunnable: (task: LoopTask) => boolean;
  /** `justRead`: the repositories of the loop were read in this very moment. */
  readonly take: (loop: string, turn: Exclude<Turn, { kind: 'lap_over' }>, justRead: boolean) => Promise<TurnResult>;
  /** True while no loop may start anything. */
  readonly held: () => boolean;
  /** Whether no lap of the loop goes on. */
  readonly paused: (loop: string) => boolean;
  /** False while a run waits for more than its turn. */
  readonly mayStart: (run: WaitingRun) => boolean;
  readonly changed: (loop: string) => void;
  /** What a loop has to wait for before its first turn: the ends of adopted runs. */
  readonly before: (loop: string) => Promise<unknown>;
  readonly signal: AbortSignal;
};

/** All loops of this scheduler, each started when its first task is known. */
export interface ILoops {
  readonly names: readonly string[];
  /** Starts loops that are new, and lets every loop look at its tasks again. */
  wake(): void;
  /** Lets these look at their tasks again; those that are new are started. */
  wakeLoops(names: readonly string[]): void;
  enqueue(loop: string, run: WaitingRun): void;
  dequeue(loop: string, run: RunId): boolean;
  progress(loop: string): LoopProgress;
  /** Resolves when every loop has stopped after `signal`. */
  stopped(): Promise<void>;
}

const STANDING: LoopProgress = { running: null, turnStartedAt: null, nextLapAt: null, waiting: [] };

export function createLoops(options: LoopsOptions): ILoops {
  const loops = new Map<string, IRunLoop>();
  const turnstile = createTurnstile(options.concurrentLoops);

  const loop = (name: string): IRunLoop => {
    const known = loops.get(name);
    if (known !== undefined) {
      return known;
    }
    const started = startRunLoop({
      name,
      clock: options.clock,
      logger: options.logger,
      settings: () => options.settings(name),
      load: () => options.store.loop(name),
      save: record => options.store.saveLoop(record),
      sync: () => options.sync(new Set(options.store.repositoriesOfLoop(name))),
      members: () => options.store.tasksOfLoop(name).map(task => memberOf(options, task)),
      take: (turn, justRead) => turnstile.pass(waited => options.take(name, turn, justRead && !waited)),
      note: (task, lap) => options.store.setTaskLap(task, lap),
      held: options.held,
      paused: () => options.paused(name),
      mayStart: options.mayStart,
      changed: () => options.changed(name),
      before: options.before(name),
      signal: options.signal
    });
    loops.set(name, started);
    return started;
  };

  return {
    get names() {
      return [...loops.keys()];
    },
    wake: () => {
      options.store.loopNames().forEach(loop);
      loops.forEach(each => each.wake());
    },
    wakeLoops: names => {
      const present = new Set(options.store.loopNames());
      names.filter(name => present.has(name) || loops.has(name)).forEach(name => loop(name).wake());
    },
    enqueue: (name, run) => loop(name).enqueue(run),
    dequeue: (name, run) => loops.get(name)?.dequeue(run) ?? false,
    progress: name => loops.get(name)?.progress ?? STANDING,
    stopped: async () => {
      await Promise.all([...loops.values()].map(each => each.stopped));
    }
  };
}

function memberOf(options: LoopsOptions, task: LoopTask): LoopMember {
  const hasTurns = !task.scheduled && !task.paused && task.retryAt === null;
  return { id: task.id, lap: task.lap, runnable: hasTurns && options.isRunnable(task) };
}

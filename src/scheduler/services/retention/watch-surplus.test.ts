import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RunId, TaskId } from '../../../protocol/identity';
import { createEventBus } from '../../event-bus';
import type { IEvents, IRunLeftovers } from '../../ports';
import { createKeepingLogger } from '../../test-support/keeping-logger';
import { createManualClock, settled, type ManualClock } from '../../test-support/manual-clock';
import { SURPLUS_BATCH } from './remove-surplus-runs';
import { watchSurplus } from './watch-surplus';

const KEPT = 10;
const [A, B] = ['a', 'b'] as [TaskId, TaskId];

let runs: Map<TaskId, readonly RunId[]>;
let number: number;
let clock: ManualClock;
let events: IEvents;
let logger: ReturnType<typeof createKeepingLogger>;
let stopping: AbortController;
let remove: IRunLeftovers['remove'];
let looks: TaskId[];
let listeners: number;

beforeEach(() => {
  runs = new Map([A, B].map(task => [task, []]));
  number = 100_000;
  clock = createManualClock();
  logger = createKeepingLogger();
  events = createEventBus(logger);
  stopping = new AbortController();
  remove = () => Promise.resolve();
  looks = [];
  listeners = 0;
});

afterEach(() => {
  stopping.abort();
});

/** Ended runs of the task, of which nobody is told. */
function add(task: TaskId, count: number): readonly RunId[] {
  const more = Array.from({ length: count }, () => `r${(number += 1)}` as RunId);
  runs.set(task, [...of(task), ...more]);
  return more;
}

/** Ended runs of the task, told of as a run is: when it is queued, begins and ends. */
function run(task: TaskId, count: number): void {
  for (const id of add(task, count)) {
    Array.from({ length: 3 }, () => events.publish({ kind: 'run', run: id, task, organisation: 'debr' }));
  }
}

const of = (task: TaskId): readonly RunId[] => runs.get(task) ?? [];

function subscribe(listener: Parameters<IEvents['subscribe']>[0]): () => void {
  const unsubscribe = events.subscribe(listener);
  listeners += 1;
  return () => {
    unsubscribe();
    listeners -= 1;
  };
}

function watch(): Promise<void> {
  return watchSurplus({
    store: {
      taskNames: () => [...runs.keys()].map(id => ({ id, organisation: 'debr' })),
      newestRuns: () => ({ byStatus: new Map(), last: null, lastEnded: null }),
      surplusRuns: (task, { kept, after, limit }) => {
        looks.push(task);
        const surplus = of(task).slice(0, -kept);
        return surplus
          .filter(id => after === null || id > after)
          .slice(0, limit)
          .map(id => ({ id, status: 'SUCCESS', endedAt: 0 }));
      },
      logRemovedAt: () => null,
      markLogsRemoved: () => undefined,
      deleteRuns: gone => {
        runs.forEach((ids, task) =>
          runs.set(
            task,
            ids.filter(id => !gone.includes(id))
          )
        );
      }
    },
    leftovers: { names: () => expect.fail('asks for names'), remove: (kind, id) => remove(kind, id) },
    clock,
    events: { publish: event => events.publish(event), subscribe },
    logger,
    maxRuns: KEPT,
    isRead: () => false,
    signal: stopping.signal
  });
}

/** Lets everything go on that waits for no clock. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) {
    await settled();
  }
}

const warnings = (): number => logger.lines.filter(({ level }) => level === 'warn').length;

it('brings a task that had a batch of runs down to what is kept, however many are too many, before any time has passed', async () => {
  void watch();
  add(A, 500);

  run(A, SURPLUS_BATCH);
  await rest();

  expect(of(A)).toHaveLength(KEPT);
});

it('leaves tasks with fewer runs alone until the minute is over', async () => {
  void watch();
  run(A, SURPLUS_BATCH);
  run(B, SURPLUS_BATCH - 1);
  await rest();
  expect([of(A).length, of(B).length]).toEqual([KEPT, SURPLUS_BATCH - 1]);

  await clock.advance(60_000);
  await rest();

  expect([of(A).length, of(B).length]).toEqual([KEPT, KEPT]);
});

it('looks at all tasks each minute, also while one is busy all the time', async () => {
  void watch();
  run(B, KEPT + 1);
  for (let second = 0; second < 60; second += 1) {
    run(A, SURPLUS_BATCH);
    await rest();
    await clock.advance(1000);
  }
  await rest();

  expect([of(A).length, of(B).length]).toEqual([KEPT, KEPT]);
});

it('ends a look at a task that has a run more for each that goes', async () => {
  void watch();
  remove = () => {
    add(A, number < 200_000 ? 1 : 0);
    return Promise.resolve();
  };
  run(A, KEPT + 3);
  run(B, KEPT + 3);

  await clock.advance(60_000);
  await rest();

  expect([of(A).length, of(B).length]).toEqual([KEPT + 6, KEPT]);
});

it('waits for the minute after a fault, whatever runs', async () => {
  void watch();
  remove = () => Promise.reject(new Error('EIO'));
  run(A, 200);
  await rest();
  run(A, 200);
  await rest();
  expect([warnings(), of(A).length, looks.length]).toEqual([1, 400, 1]);

  remove = () => Promise.resolve();
  await clock.advance(60_000);
  await rest();

  expect([warnings(), of(A).length]).toEqual([1, KEPT]);
  run(A, SURPLUS_BATCH);
  await rest();
  expect(of(A)).toHaveLength(KEPT);
});

it('tells once a minute how many went', async () => {
  void watch();
  for (const task of [A, B]) {
    run(task, SURPLUS_BATCH);
    await rest();
  }

  await clock.advance(60_000);
  await rest();

  expect(logger.lines.map(({ fields }) => fields)).toEqual([{ runs: 2 * (SURPLUS_BATCH - KEPT) }]);
});

it.each(['while it waits', 'while it looks'])('stops %s', async when => {
  const over = watch();
  if (when === 'while it looks') {
    remove = () => {
      stopping.abort();
      return Promise.resolve();
    };
    run(A, 200);
    await rest();
  }
  stopping.abort();

  await over;

  expect([clock.sleepers, listeners, looks.length]).toEqual([0, 0, when === 'while it looks' ? 1 : 0]);
});

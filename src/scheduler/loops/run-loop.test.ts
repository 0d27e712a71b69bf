import { describe, expect, it } from 'vitest';
import type { LoopMember, Turn, TurnResult } from '../../core/loops/next-turn';
import type { RunId, TaskId } from '../../protocol/identity';
import type { LoopRecord } from '../store-port';
import { createKeepingLogger } from '../test-support/keeping-logger';
import { createManualClock, settled } from '../test-support/manual-clock';
import { startRunLoop } from './run-loop';

type Taken = Exclude<Turn, { kind: 'lap_over' }>;

const TASK = (name: string): TaskId => name as TaskId;
const RUN = (name: string): RunId => name as RunId;

/** A loop over named tasks whose turns end when the test says so. */
function createBench(options: {
  tasks: string[];
  interval?: number;
  record?: Partial<LoopRecord>;
  before?: Promise<void>;
  instant?: TurnResult;
  held?: () => boolean;
}) {
  const clock = createManualClock();
  const stop = new AbortController();
  const laps = new Map<string, number>();
  const tasks = [...options.tasks];
  const taken: Taken[] = [];
  const justRead: boolean[] = [];
  const paused = { loop: false };
  let finish: ((result: TurnResult) => void) | null = null;
  let overlapping = 0;
  let record: LoopRecord = { name: 'debr', lap: 0, lapStartedAt: null, lapEndedAt: null, lastLapDuration: null, ...options.record };
  const faults: Error[] = [];
  const noteFaults: Error[] = [];
  const loop = startRunLoop({
    name: 'debr',
    clock,
    logger: createKeepingLogger(),
    settings: () => ({ interval: options.interval ?? 60, timeout: 3600, grace: 10 }),
    load: () => record,
    save: next => {
      record = next;
    },
    sync: () => {
      const fault = faults.shift();
      return fault === undefined ? Promise.resolve() : Promise.reject(fault);
    },
    members: () => tasks.map((name): LoopMember => ({ id: TASK(name), lap: laps.get(name) ?? 0, runnable: true })),
    take: (turn, read) => {
      taken.push(turn);
      justRead.push(read);
      overlapping += 1;
      if (overlapping > 1) {
        throw new Error('two turns at once');
      }
      return new Promise<TurnResult>(resolve => {
        finish = result => {
          overlapping -= 1;
          finish = null;
          resolve(result);
        };
        if (options.instant !== undefined) {
          finish(options.instant);
        }
      });
    },
    note: (task, lap) => {
      const fault = noteFaults.shift();
      if (fault !== undefined) {
        throw fault;
      }
      laps.set(task, lap);
    },
    held: options.held ?? (() => false),
    paused: () => paused.loop,
    mayStart: ({ trigger }) => trigger === 'run_now' || !paused.loop,
    changed: () => undefined,
    before: options.before ?? Promise.resolve(),
    signal: stop.signal
  });
  return {
    clock,
    loop,
    tasks,
    faults,
    noteFaults,
    justRead,
    paused,
    names: () => taken.map(turn => (turn.kind === 'task' ? turn.task : `run ${turn.waiting.run}`)),
    end: async (result: TurnResult = 'ran') => {
      finish?.(result);
      await settled();
    },
    record: () => record,
    stop: async () => {
      stop.abort();
      finish?.('ran');
      await loop.stopped;
    }
  };
}

describe('a loop', () => {
  it('gives every task one turn a lap, in order, and never two at once', async () => {
    const bench = createBench({ tasks: ['a', 'b'] });
    await settled();

    await bench.end();
    await bench.end();

    expect(bench.names()).toEqual(['a', 'b']);
    expect(bench.record()).toMatchObject({ lap: 1, lastLapDuration: 0 });
    await bench.stop();
  });

  it('tells the first turn of a lap that the definitions were just read, and no other', async () => {
    const bench = createBench({ tasks: ['a', 'b'], interval: 0 });
    await settled();
    await bench.end();
    await bench.end();
    bench.loop.enqueue({ run: RUN('r'), task: TASK('b'), trigger: 'run_now' });
    await bench.end();
    await bench.end();

    expect(bench.names().slice(0, 5)).toEqual(['a', 'b', 'a', 'run r', 'a']);
    expect(bench.justRead.slice(0, 5)).toEqual([true, false, true, false, true]);
    await bench.stop();
  });

  it('has the definitions read again for a run that was asked for before its lap began', async () => {
    const bench = createBench({ tasks: ['a'] });
    bench.loop.enqueue({ run: RUN('r'), task: TASK('a'), trigger: 'run_now' });
    await settled();

    expect([bench.names(), bench.justRead]).toEqual([['run r'], [false]]);
    await bench.stop();
  });

  it('has them read again where they could not be read, or it had to wait since', async () => {
    let held = true;
    const bench = createBench({ tasks: ['a'], interval: 0, held: () => held });
    bench.faults.push(new Error('the first reading fails'));
    await settled();
    held = false;
    bench.loop.wake();
    await settled();
    await bench.end();
    bench.faults.push(new Error('and the third'));
    await bench.end();

    expect(bench.justRead).toEqual([false, true, false]);
    await bench.stop();
  });

  it('begins the next lap when the interval from the start of the last one is over', async () => {
    const bench = createBench({ tasks: ['a'], interval: 60 });
    await settled();
    await bench.clock.advance(20_000);
    await bench.end();
    expect(bench.record()).toMatchObject({ lap: 1, lastLapDuration: 20 });

    await bench.clock.advance(39_000);
    expect(bench.names()).toEqual(['a']);
    await bench.clock.advance(1_000);

    expect(bench.names()).toEqual(['a', 'a']);
    expect(bench.record().lap).toBe(2);
    await bench.stop();
  });

  it('goes back to back with an interval of 0', async () => {
    const bench = createBench({ tasks: ['a'], interval: 0 });
    await settled();

    await bench.end();
    await settled();

    expect(bench.names()).toEqual(['a', 'a']);
    await bench.stop();
  });

  it('does not spin when nothing can be started and the interval is 0', async () => {
    const bench = createBench({ tasks: ['a'], interval: 0, instant: 'refused' });
    await settled();
    await settled();

    expect(bench.names()).toEqual(['a']);
    await bench.clock.advance(1000);
    expect(bench.names()).toEqual(['a', 'a']);
    await bench.stop();
  });

  it('gives a task that was registered during a lap its turn in that lap', async () => {
    const bench = createBench({ tasks: ['a'] });
    await settled();

    bench.tasks.push('b');
    bench.loop.wake();
    await bench.end();

    expect(bench.names()).toEqual(['a', 'b']);
    await bench.stop();
  });

  it('takes what a person asked for before the other tasks of the lap', async () => {
    const bench = createBench({ tasks: ['a', 'b', 'c'] });
    await settled();

    bench.loop.enqueue({ run: RUN('r'), task: TASK('c'), trigger: 'run_now' });
    await bench.end();

    expect(bench.names()).toEqual(['a', 'run r']);
    await bench.stop();
  });

  it('takes what a person asked for while it rests between laps', async () => {
    const bench = createBench({ tasks: ['a'] });
    await settled();
    await bench.end();

    bench.loop.enqueue({ run: RUN('r'), task: TASK('a'), trigger: 'run_now' });
    await settled();

    expect(bench.names()).toEqual(['a', 'run r']);
    await bench.stop();
  });

  it('forgets a run that was taken out of the queue', async () => {
    const bench = createBench({ tasks: ['a'] });
    await settled();
    bench.loop.enqueue({ run: RUN('r'), task: TASK('a'), trigger: 'run_now' });

    expect(bench.loop.dequeue(RUN('r'))).toBe(true);
    expect(bench.loop.dequeue(RUN('r'))).toBe(false);
    await bench.end();

    expect(bench.names()).toEqual(['a']);
    await bench.stop();
  });

  it('keeps a run whose turn passed, and gives it another when something has changed', async () => {
    const { clock, loop, names, end, stop } = createBench({ tasks: ['a'] });
    await settled();
    await end();
    loop.enqueue({ run: RUN('r1'), task: TASK('a'), trigger: 'run_now' });
    await settled();

    await end('passed');
    await clock.advance(1000);
    expect(names()).toEqual(['a', 'run r1']);
    loop.wake();
    await settled();

    expect(names()).toEqual(['a', 'run r1', 'run r1']);
    await stop();
  });

  it('forgets a run that was taken out after its turn passed', async () => {
    const { loop, names, end, stop } = createBench({ tasks: ['a'] });
    await settled();
    await end();
    loop.enqueue({ run: RUN('r1'), task: TASK('a'), trigger: 'run_now' });
    await settled();
    await end('passed');

    expect(loop.dequeue(RUN('r1'))).toBe(true);
    expect(loop.dequeue(RUN('r1'))).toBe(false);
    loop.wake();
    await settled();

    expect(names()).toEqual(['a', 'run r1']);
    await stop();
  });

  it('goes on when a turn throws, and tries that task again in the next lap', async () => {
    const bench = createBench({ tasks: [], interval: 0, record: { lap: 4, lapStartedAt: 1, lapEndedAt: 2 } });
    bench.faults.push(new Error('git is away'));
    await settled();
    bench.tasks.push('a');
    bench.loop.wake();
    await settled();

    expect(bench.names()).toEqual(['a']);
    expect(bench.record().lap).toBe(5);
    await bench.stop();
  });

  it('does not give a turn again in the lap in which it passed', async () => {
    const bench = createBench({ tasks: ['a', 'b'], interval: 60 });
    await settled();

    await bench.end('passed');
    await bench.end();

    expect(bench.names()).toEqual(['a', 'b']);
    await bench.clock.advance(60_000);
    expect(bench.names()).toEqual(['a', 'b', 'a']);
    await bench.stop();
  });

  it('goes on with the lap that a restart interrupted', async () => {
    const bench = createBench({ tasks: ['a'], record: { lap: 7, lapStartedAt: 1_699_999_990_000, lapEndedAt: null } });
    await settled();

    await bench.end();

    expect(bench.record()).toMatchObject({ lap: 7, lapStartedAt: 1_699_999_990_000, lastLapDuration: 10 });
    expect(bench.names()).toEqual(['a']);
    await bench.stop();
  });

  it('waits for the runs of an earlier scheduler', async () => {
    const earlier = Promise.withResolvers<void>();
    const bench = createBench({ tasks: ['a'], before: earlier.promise });
    await settled();
    expect(bench.names()).toEqual([]);

    earlier.resolve();
    await settled();

    expect(bench.names()).toEqual(['a']);
    await bench.stop();
  });

  it('starts no lap while it has no task, and does at once when one comes', async () => {
    const bench = createBench({ tasks: [] });
    await settled();
    expect(bench.record().lap).toBe(0);

    bench.tasks.push('a');
    bench.loop.wake();
    await settled();

    expect(bench.record().lap).toBe(1);
    expect(bench.names()).toEqual(['a']);
    await bench.stop();
  });

  it('rests by a clock that nobody sets', async () => {
    const bench = createBench({ tasks: ['a'], interval: 60, instant: 'ran' });
    await settled();

    bench.clock.set(bench.clock.now() + 86_400_000);
    await bench.clock.advance(30_000);
    expect(bench.names()).toEqual(['a']);
    bench.clock.set(0);
    await bench.clock.advance(30_000);
    await settled();

    expect(bench.names()).toEqual(['a', 'a']);
    await bench.stop();
  });

  it('tells when the next lap begins by the wall clock as it is set', async () => {
    const bench = createBench({ tasks: ['a'], interval: 3600, instant: 'ran' });
    await settled();

    bench.clock.set(5_000_000_000);
    await bench.clock.advance(60_000);
    await settled();

    expect(bench.loop.progress.nextLapAt).toBe(5_000_000_000 + 3_600_000);
    await bench.stop();
  });

  it('counts the time that the machine slept: a lap that got due meanwhile begins within a minute', async () => {
    const bench = createBench({ tasks: ['a'], interval: 6 * 3600, instant: 'ran' });
    await settled();

    bench.clock.suspend(8 * 3_600_000);
    await bench.clock.advance(60_000);
    await settled();

    expect(bench.names()).toEqual(['a', 'a']);
    await bench.stop();
  });

  it('gives a lap no negative length when the clock is set back', async () => {
    const bench = createBench({ tasks: ['a'] });
    await settled();

    bench.clock.set(0);
    await bench.clock.advance(2000);
    await bench.end();

    expect(bench.record().lastLapDuration).toBe(2);
    await bench.stop();
  });

  it('does not rest longer than its interval after a lap of a scheduler whose clock was ahead', async () => {
    const record = { lap: 7, lapStartedAt: 1_900_000_000_000 };
    const bench = createBench({ tasks: ['a'], interval: 60, record, instant: 'ran' });
    await settled();

    await bench.clock.advance(60_000);
    await settled();

    expect(bench.names()).toEqual(['a', 'a']);
    await bench.stop();
  });

  it('keeps a run that waits when its turn can’t be noted', async () => {
    const bench = createBench({ tasks: ['a'] });
    await settled();
    bench.noteFaults.push(new Error('database or disk is full'));
    bench.loop.enqueue({ run: RUN('r'), task: TASK('a'), trigger: 'run_now' });
    await bench.end();
    expect(bench.names()).toEqual(['a']);

    await bench.clock.advance(1000);
    await settled();

    expect(bench.names()).toEqual(['a', 'run r']);
    await bench.stop();
  });

  it('gives a run whose turn failed another in the next lap, though nothing has changed', async () => {
    const bench = createBench({ tasks: ['a'], interval: 60 });
    await settled();
    bench.loop.enqueue({ run: RUN('r'), task: TASK('a'), trigger: 'run_now' });
    await bench.end();
    await bench.end('passed');
    expect(bench.names()).toEqual(['a', 'run r']);

    await bench.clock.advance(60_000);
    await settled();

    expect(bench.names()).toEqual(['a', 'run r', 'run r']);
    await bench.stop();
  });

  it('stays in its lap while nothing may be started, and goes on with it when something may', async () => {
    let held = false;
    const bench = createBench({ tasks: ['a', 'b'], interval: 3600, held: () => held });
    await settled();
    held = true;
    bench.loop.enqueue({ run: RUN('r'), task: TASK('a'), trigger: 'run_now' });
    await bench.end();
    await bench.clock.advance(7_200_000);
    expect(bench.names()).toEqual(['a']);

    held = false;
    bench.loop.wake();
    await settled();
    await bench.end();

    expect(bench.names()).toEqual(['a', 'run r', 'b']);
    expect(bench.record().lap).toBe(1);
    await bench.stop();
  });

  it('gives a turn that failed because nothing may be started once more in the same lap', async () => {
    let held = false;
    const bench = createBench({ tasks: ['a'], interval: 3600, held: () => held });
    await settled();
    held = true;
    await bench.end('passed');

    held = false;
    bench.loop.wake();
    await settled();

    expect(bench.names()).toEqual(['a', 'a']);
    await bench.stop();
  });

  it('goes on when the runs of an earlier scheduler can’t be followed', async () => {
    const bench = createBench({ tasks: ['a'], before: Promise.reject(new Error('broken')) });
    await settled();

    expect(bench.names()).toEqual(['a']);
    await bench.stop();
  });
});

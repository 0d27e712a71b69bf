import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Health } from '../../src/protocol/health';
import { useBench } from './support/bench';
import type { TestScheduler } from './support/scheduler';
import { until } from './support/until';
import { createWitness, type Witness } from './support/witness';

const bench = useBench();

/** Debian's package faketime: what a program is told of the wall clock comes from a file. */
const LIBRARY = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';
const DAY = 86_400;

type World = {
  readonly witness: Witness;
  /** Sets the wall clock of the scheduler, by seconds from the true one. */
  readonly set: (seconds: number) => void;
  readonly start: () => Promise<TestScheduler>;
};

function prepare(): World {
  const { directory, start } = bench();
  const witness = createWitness(directory);
  const file = join(directory, 'clock');
  const set = (seconds: number): void => {
    writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}s\n`);
    utimesSync(file, new Date(), new Date());
  };
  set(0);
  const environment = {
    LD_PRELOAD: LIBRARY,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    NO_FAKE_STAT: '1'
  };
  const settings = { repositories: [{ url: witness.repository.root }], interval: '300ms', environment };
  return { witness, set, start: () => start(settings) };
}

/** How far the clock of the scheduler is off, as a new run shows. */
const queuedAfter = (text: string): number => (Date.parse(text) - Date.now()) / 1000;

describe.skipIf(!existsSync(LIBRARY))('a clock that is set (skipped where faketime is not installed)', () => {
  it('forward and back stops no loop, ends no run, and keeps runs in their order', async () => {
    const { witness, set, start } = prepare();
    const scheduler = await start();
    const ids: string[] = [];
    for (const seconds of [0, DAY, -DAY, 30 * DAY, -30 * DAY, 0]) {
      const run = await witness.underWay(scheduler, ids.at(-1));
      set(seconds);
      const health = await until('the clock is set', async () => {
        const answer = await scheduler.get<Health>('/api/health');
        return answer.loops.every(loop => !loop.standing_still) ? answer : null;
      });
      expect(health.uptime).toBeLessThan(600);
      witness.finish(run.id);
      const ended = await scheduler.ended(run.id);
      expect(ended.status).toBe('SUCCESS');
      expect(ended.duration).toBeGreaterThanOrEqual(0);
      expect(ended.duration).toBeLessThan(600);
      ids.push(run.id);
    }
    const last = await witness.underWay(scheduler, ids.at(-1));
    ids.push(last.id);

    expect(ids).toEqual([...ids].sort());
    expect((await scheduler.runs('debr/work')).map(run => run.id)).toEqual([...ids].reverse());
  });

  it('back while no scheduler was there neither stops a loop nor hides new runs behind old ones', async () => {
    const { witness, set, start } = prepare();
    set(DAY);
    const first = await start();
    const run = await witness.underWay(first);
    expect(queuedAfter(run.queued_at)).toBeGreaterThan(DAY / 2);

    await first.kill('SIGKILL');
    set(-DAY);
    const second = await start();
    witness.finish(run.id);
    expect(await second.ended(run.id)).toMatchObject({ status: 'SUCCESS' });
    const next = await witness.underWay(second, run.id);

    expect(queuedAfter(next.queued_at)).toBeLessThan(-DAY / 2);
    expect((await second.runs('debr/work'))[0]?.id).toBe(next.id);
  });
});

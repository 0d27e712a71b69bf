import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Json } from '../protocol/json';
import type { Run } from '../protocol/run';
import type { Task } from '../protocol/task';
import { createFakeAdapters, type FakeAdapters } from './test-support/fake-adapters';
import { createFakeRepository, type FakeRepository } from './test-support/fake-repository';
import { configure, definitions, factsOf, rest, task } from './test-support/wired-scheduler';
import { wireScheduler, type WiredScheduler } from './wire';

const MINUTE = 60_000;
/** 2023-11-14 22:13:20 UTC; the next full hour is 46:40 later. */
const START = 1_700_000_000_000;
const HOURLY = ', schedule: "0 * * * *", timezone: UTC';

let repository: FakeRepository;
let adapters: FakeAdapters;
let scheduler: WiredScheduler;

async function start(configuration = 'repositories: [{url: /repository}]\nloops: {debr: {interval: 6h}}'): Promise<void> {
  scheduler = wireScheduler(adapters, {
    configuration: configure(configuration),
    facts: factsOf(adapters),
    keepRunning: true,
    end: () => undefined
  });
  await scheduler.start();
  await rest();
}

/** Everything of this process stops; what is stored stays. */
async function die(): Promise<void> {
  scheduler.stop();
  await rest();
}

async function advance(milliseconds: number): Promise<void> {
  await adapters.clock.advance(milliseconds);
  await rest();
}

/** To this time of day, in UTC, of the day that begins after START. */
async function until(time: string): Promise<void> {
  await advance(Date.parse(`2023-11-15T${time}Z`) - adapters.clock.now());
}

const find = (key = 'debr/work'): Task => {
  const { queries } = scheduler.services;
  return queries.task(queries.findTask(key)!)!;
};
const runs = (key?: string): readonly Run[] => scheduler.services.queries.runs(find(key).id, { status: null, limit: 100, before: null });
const dues = (key?: string): readonly string[] =>
  scheduler.services.queries
    .dueTimes(find(key).id, { before: null, limit: 100 })
    .map(({ due_at, outcome }) => `${due_at.slice(8, 16)} ${outcome}`)
    .reverse();
const started = (): readonly (string | null)[] => adapters.python.specifications.map(({ key }) => key);

/** Ends the run that was started last. */
async function end(status: 'SUCCESS' | 'FAILURE' | 'TIMED_OUT' | 'KILLED' = 'SUCCESS'): Promise<void> {
  adapters.python.end(adapters.python.specifications.at(-1)!.run, { status });
  await rest();
}

function runNow(key?: string, args: Readonly<Record<string, Json>> | null = null) {
  return scheduler.services.commands.runNow(find(key).id, args);
}

beforeEach(() => {
  repository = createFakeRepository();
  adapters = createFakeAdapters([repository]);
  expect(adapters.clock.now()).toBe(START);
});

afterEach(async () => {
  scheduler.stop();
  adapters.python.specifications.forEach(({ run }) => adapters.python.end(run));
  await rest();
  adapters.store.close();
});

describe('a task with a schedule', () => {
  it('runs when it is due, between laps too, and not in a lap', async () => {
    repository.commit(definitions(task('work', HOURLY)));
    await start();
    expect([runs(), find().next_due, find().state]).toEqual([[], '2023-11-14T23:00:00.000Z', 'PENDING']);

    await advance(46 * MINUTE + 40_000);
    expect(runs()).toMatchObject([{ status: 'RUNNING', trigger: 'schedule', attempt: 1 }]);
    await end();

    expect(dues()).toEqual(['14T23:00 ran']);
    expect(find()).toMatchObject({ state: 'FINISHED', next_due: '2023-11-15T00:00:00.000Z' });
    await until('00:00:00');
    expect(runs()).toHaveLength(2);
  });

  it('goes next in its loop, behind what a person asked for, and one by one', async () => {
    repository.commit(definitions(task('lap') + task('a', HOURLY) + task('b', HOURLY) + task('person')));
    await start();
    expect(started()).toEqual(['debr/lap']);

    await advance(46 * MINUTE + 40_000);
    await runNow('debr/person');
    for (let turn = 0; turn < 4; turn += 1) {
      await end();
    }

    expect(started()).toEqual(['debr/lap', 'debr/person', 'debr/a', 'debr/b']);
    expect(dues('debr/b')).toEqual(['14T23:00 ran']);
  });

  it('is late where its turn comes more than a minute after', async () => {
    repository.commit(definitions(task('lap') + task('work', HOURLY)));
    await start();
    await advance(46 * MINUTE + 40_000);
    expect(dues()).toEqual(['14T23:00 queued']);

    await advance(61_000);
    await end();

    expect(dues()).toEqual(['14T23:00 late']);
  });

  it('skips what is due while it runs, unless it may wait once more', async () => {
    const minutely = ', schedule: "* * * * *", timezone: UTC';
    repository.commit(definitions(task('skip', minutely) + task('allow', `${minutely}, overlap: allow, loop: metadata`)));
    await start();

    await advance(40_000);
    await advance(MINUTE);
    await advance(MINUTE);

    expect(dues('debr/skip')).toEqual(['14T22:14 ran', '14T22:15 skipped', '14T22:16 skipped']);
    expect(dues('debr/allow')).toEqual(['14T22:14 ran', '14T22:15 queued', '14T22:16 skipped']);
  });

  it.each([
    ['last', ['14T23:00 missed', '15T00:00 missed', '15T01:00 late'], 1],
    ['none', ['14T23:00 missed', '15T00:00 missed', '15T01:00 missed'], 0],
    ['all', ['14T23:00 late', '15T00:00 queued', '15T01:00 queued'], 1]
  ])('whose due times were missed runs as missed: %s says', async (missed, expected, count) => {
    repository.commit(definitions(task('work', `${HOURLY}, missed: ${missed}`)));
    await start();
    await die();
    await until('01:30:00');

    await start();

    expect(dues()).toEqual(expected);
    expect(adapters.python.specifications).toHaveLength(count);
  });

  it('has one run for each due time, where the store can not be written in between', async () => {
    repository.commit(definitions(task('work', `${HOURLY}, missed: all`)));
    await start();
    await die();
    await until('01:30:00');
    const { insertRun } = adapters.store;
    let inserts = 0;
    vi.spyOn(adapters.store, 'insertRun').mockImplementation(run => {
      inserts += 1;
      if (inserts === 2) {
        throw new Error('the disk is full');
      }
      insertRun(run);
    });
    await start();
    expect(runs()).toHaveLength(1);

    await advance(15_000);
    await end();
    await end();
    await end();

    expect(dues()).toEqual(['14T23:00 late', '15T00:00 late', '15T01:00 late']);
    expect(runs()).toHaveLength(3);
  });

  it('has one run for a due time, whenever the scheduler dies', async () => {
    repository.commit(definitions(task('lap') + task('work', HOURLY)));
    await start();
    await advance(46 * MINUTE + 40_000);
    expect(dues()).toEqual(['14T23:00 queued']);
    await die();

    await start();
    await end();

    expect(dues()).toEqual(['14T23:00 ran']);
    expect(runs()).toHaveLength(1);
  });

  it('is not due twice when the clock is set back, nor does it lose anything when it is set forward', async () => {
    repository.commit(definitions(task('work', HOURLY)));
    await start();
    await advance(46 * MINUTE + 40_000);
    await end();

    adapters.clock.set(Date.parse('2023-11-14T22:30:00Z'));
    await advance(31 * MINUTE);
    expect(dues()).toEqual(['14T23:00 ran']);

    adapters.clock.set(Date.parse('2023-11-15T02:00:30Z'));
    await advance(15_000);
    await end();
    expect(dues()).toEqual(['14T23:00 ran', '15T00:00 missed', '15T01:00 missed', '15T02:00 ran']);
  });

  it('goes on where the clock was set forward by mistake: what was taken for missed is run when it comes', async () => {
    repository.commit(definitions(task('work', HOURLY)));
    await start();
    adapters.clock.set(Date.parse('2024-11-15T00:00:10Z'));
    await advance(15_000);
    // Thousands of due times, a thousand in each look.
    for (let look = 0; look < 10; look += 1) {
      await advance(1);
    }
    await end();
    adapters.clock.set(Date.parse('2023-11-14T22:50:00Z'));
    await advance(15_000);
    expect(find().next_due).toBe('2023-11-14T23:00:00.000Z');

    await advance(10 * MINUTE);
    await end();

    expect(runs().map(({ trigger }) => trigger)).toEqual(['schedule', 'schedule']);
    expect(scheduler.services.queries.dueTimes(find().id, { before: Date.parse('2023-11-14T23:30:00Z'), limit: 9 })).toMatchObject([
      { due_at: '2023-11-14T23:00:00.000Z', outcome: 'ran' }
    ]);
  });

  it('that was stopped before its turn was skipped', async () => {
    repository.commit(definitions(task('lap') + task('work', HOURLY)));
    await start();
    await advance(46 * MINUTE + 40_000);

    await scheduler.services.commands.stopRun(runs()[0]!.id);
    await rest();

    expect(dues()).toEqual(['14T23:00 skipped']);
  });

  it('counts from the commit that gave it: what it says of earlier times was never due', async () => {
    repository.commit(definitions(task('work', ', schedule: "0 6 * * *", timezone: UTC')));
    await start();
    await until('00:30:00');

    repository.commit(definitions(task('work', HOURLY)));
    await rest();
    await until('01:00:00');
    await end();

    expect(dues()).toEqual(['15T01:00 ran']);
  });

  it('is due at nothing while it is disabled or gone, and goes on when it is back', async () => {
    repository.commit(definitions(task('work', HOURLY)));
    await start();
    repository.commit(definitions(task('work', `${HOURLY}, disabled: true`)));
    await rest();
    expect(find().next_due).toBeNull();
    await until('00:30:00');
    repository.commit(definitions(task('other', ', disabled: true')));
    await rest();
    await until('02:30:00');

    repository.commit(definitions(task('work', HOURLY)));
    await rest();
    expect(find().next_due).toBe('2023-11-15T03:00:00.000Z');
    await until('03:00:00');
    await end();

    expect(dues()).toEqual(['15T03:00 ran']);
  });

  it('misses what is due while nothing can be started, and runs the last of it after that', async () => {
    repository.commit(definitions(task('work', HOURLY)));
    await start();
    adapters.disk.problem = 'the disk is full';
    await until('01:10:00');
    expect(dues()).toEqual([]);

    adapters.disk.problem = null;
    await advance(30_000);
    await advance(30_000);
    await end();

    expect(dues()).toEqual(['14T23:00 missed', '15T00:00 missed', '15T01:00 late']);
  });

  it('keeps its due times in the zone it names', async () => {
    repository.commit(definitions(task('work', ', schedule: ["30 6 * * *", "0 7 * * *"], timezone: Asia/Kolkata')));
    await start();

    expect(find().next_due).toBe('2023-11-15T01:00:00.000Z');
    expect(find().trigger).toEqual({ kind: 'schedule', loop: 'debr', schedule: ['30 6 * * *', '0 7 * * *'], timezone: 'Asia/Kolkata' });
  });
});

describe('a task with retries', () => {
  const RETRIED = ', retries: {limit: 2, delay: 30s}';

  it.each(['FAILURE', 'TIMED_OUT'] as const)('is tried again after %s, so often and after so long as it says', async status => {
    repository.commit(definitions(task('work', RETRIED)));
    await start();
    await end(status);
    expect(find().next_due).toBe(new Date(START + 30_000).toISOString());
    await advance(29_000);
    expect(runs()).toHaveLength(1);

    await advance(1_000);
    expect(runs()[0]).toMatchObject({ status: 'RUNNING', trigger: 'retry', attempt: 2 });
    await end(status);
    await advance(30_000);
    await end(status);
    await advance(10 * MINUTE);

    expect(runs().map(({ attempt, status: ended }) => `${attempt} ${ended}`)).toEqual([`3 ${status}`, `2 ${status}`, `1 ${status}`]);
  });

  it('does not hold its loop meanwhile, and goes to the end of the queue', async () => {
    repository.commit(definitions(task('work', ', retries: {limit: 1}') + task('a') + task('b')));
    await start();
    await end('FAILURE');
    await end();
    await end();
    await end();

    expect(started()).toEqual(['debr/work', 'debr/a', 'debr/b', 'debr/work']);
  });

  it('has no turn in a lap before that', async () => {
    repository.commit(definitions(task('work', ', retries: {limit: 1, delay: 10m}') + task('other')));
    await start('repositories: [{url: /repository}]\nloops: {debr: {interval: 1m}}');
    await end('FAILURE');
    await end();
    await advance(MINUTE);
    await end();

    expect(started()).toEqual(['debr/work', 'debr/other', 'debr/other']);
  });

  it('is not tried again when a person stopped it, or asked for a run meanwhile', async () => {
    repository.commit(definitions(task('work', RETRIED)));
    await start();
    await end('KILLED');
    await advance(MINUTE);
    expect(runs()).toHaveLength(1);
    await runNow();
    await rest();
    await end('FAILURE');
    await runNow();
    await rest();
    await end();
    await advance(MINUTE);

    expect(runs().map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
  });

  it('is tried again though the clock was set back', async () => {
    repository.commit(definitions(task('work', RETRIED)));
    await start();
    await end('FAILURE');
    adapters.clock.set(START - 60 * MINUTE);
    await advance(30_000);

    expect(runs()[0]).toMatchObject({ trigger: 'retry', attempt: 2 });
  });

  it('is tried again by the next scheduler, with the arguments of the run that failed', async () => {
    repository.commit(definitions(task('work', RETRIED)));
    await start();
    await end();
    await runNow('debr/work', { day: 9 });
    await rest();
    await end('FAILURE');
    await die();
    await advance(20_000);

    await start();
    await advance(10_000);

    expect(runs()[0]).toMatchObject({ trigger: 'retry', attempt: 2 });
    expect(adapters.python.specifications.at(-1)).toMatchObject({ args: { day: 9 } });
  });
});

describe('run now', () => {
  it('takes other arguments, held against the function', async () => {
    repository.commit(definitions(task('work', ', args: {day: 2}')));
    await start();
    await end();

    expect(await runNow('debr/work', { days: 3 })).toMatchObject({
      ok: false,
      refusal: { code: 'bad_request', message: 'task() has no parameter “days”; its parameter is day (did you mean day?)' }
    });
    expect(await runNow('debr/work', { day: 3 })).toMatchObject({ ok: true });
    await rest();

    expect(adapters.python.specifications.map(({ args }) => args)).toEqual([{ day: 2 }, { day: 3 }]);
  });

  it('waits once more while it runs where overlap allows it', async () => {
    repository.commit(definitions(task('work', ', overlap: allow')));
    await start();

    expect(await runNow()).toMatchObject({ ok: true });
    expect(await runNow()).toMatchObject({ ok: false, refusal: { code: 'task_running' } });
  });
});

describe('a pause', () => {
  const pauses = {
    task: (paused: boolean) => scheduler.services.commands.pauseTask(find().id, paused),
    loop: (paused: boolean) => scheduler.services.commands.pauseLoop('debr', paused),
    everything: (paused: boolean) => scheduler.services.commands.pauseAll(paused)
  };

  it.each(Object.entries(pauses))('of a %s keeps from laps, due times and retries, but not from run now', async (_, pause) => {
    repository.commit(definitions(task('work', ', retries: {limit: 1}') + task('due', `${HOURLY}, disabled: true`)));
    await start('repositories: [{url: /repository}]\nloops: {debr: {interval: 1m}}');
    expect(pause(true)).toMatchObject({ ok: true });
    await end('FAILURE');
    await advance(5 * MINUTE);
    expect(runs()).toHaveLength(1);

    await runNow();
    await rest();
    await end();
    await advance(5 * MINUTE);
    expect(runs().map(({ trigger }) => trigger)).toEqual(['run_now', 'loop']);

    pause(false);
    await rest();
    expect(runs()).toHaveLength(3);
  });

  it.each(Object.entries(pauses))('of a %s is written down for each due time, and none of them is run after it', async (_, pause) => {
    repository.commit(definitions(task('work', HOURLY)));
    await start();
    pause(true);
    await until('00:30:00');
    await die();
    await start();
    await until('01:30:00');
    pause(false);
    await rest();

    expect(dues()).toEqual(['14T23:00 paused', '15T00:00 paused', '15T01:00 paused']);
    await until('02:00:00');
    await end();
    expect(dues().at(-1)).toBe('15T02:00 ran');
  });

  it('in the middle of a lap lets it go on where it stood', async () => {
    repository.commit(definitions(task('a') + task('b') + task('c')));
    await start();
    pauses.loop(true);
    await end();
    await advance(MINUTE);
    expect(started()).toEqual(['debr/a']);
    expect(scheduler.services.queries.organisation('debr')?.loop).toMatchObject({ paused: true, lap: 1 });
    expect(find('debr/a')).toMatchObject({ held: null, paused: false, paused_by: 'loop' });

    pauses.loop(false);
    await rest();
    await end();
    await end();

    expect(started()).toEqual(['debr/a', 'debr/b', 'debr/c']);
    expect(scheduler.services.queries.organisation('debr')?.loop).toMatchObject({ paused: false, lap: 1 });
    expect(find('debr/a').paused_by).toBeNull();
    await end();
    expect(scheduler.services.queries.organisation('debr')?.loop.last_lap_duration).toBeLessThan(MINUTE / 1000);
  });

  it('of a loop that does not exist is refused', async () => {
    repository.commit(definitions(task('a')));
    await start();

    expect(scheduler.services.commands.pauseLoop('derb', true)).toMatchObject({
      ok: false,
      refusal: { code: 'not_found', message: 'no loop "derb"; there are debr, metadata' }
    });
  });
});

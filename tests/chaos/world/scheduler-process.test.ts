import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { until } from '../../e2e/support/until';
import type { SchedulerEnd } from '../history/history';
import { moment } from './moment';
import { processFact } from './processes';
import { startSchedulers, type IScheduler } from './scheduler-process';

let folder: string;
let ends: SchedulerEnd[];
let scheduler: IScheduler;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-schedulers-'));
  mkdirSync(join(folder, 'state'));
  ends = [];
});

afterEach(async () => {
  await scheduler.close().catch(() => undefined);
  rmSync(folder, { recursive: true });
});

/** One that does this in the state directory; `ready` writes its address. */
function start(script: string): void {
  const code = `cd state; ready() { echo "{\\"pid\\":$$}" >scheduler.json; }; ${script}`;
  scheduler = startSchedulers({
    command: ['sh', '-c', code],
    stateDir: join(folder, 'state'),
    logFile: join(folder, 'log'),
    variables: {},
    ended: end => ends.push(end),
    ending: 300
  });
}

it('tells when a scheduler was started, when it was ready and when it ended', async () => {
  start('sleep 0.3; ready; exec sleep 60');
  const started = moment();
  expect(scheduler.lives).toMatchObject([{ ready: null, until: null }]);

  const [life] = await until('it is ready', () => (scheduler.lives[0]?.ready === null ? null : scheduler.lives));
  expect(life!.ready! - started).toBeGreaterThan(250);
  await scheduler.kill(0);

  expect(scheduler.lives).toMatchObject([{ ready: life?.ready }, { ready: null, until: null }]);
  const [first, second] = scheduler.lives;
  expect(first!.until).toBeGreaterThanOrEqual(first!.ready!);
  expect(second!.from).toBeGreaterThanOrEqual(first!.until!);
});

it('does not take the address of the one before for that of a scheduler that is still starting', async () => {
  start('test -e scheduler.json || { ready; exec sleep 60; }; exec sleep 61');
  await until('it is ready', () => scheduler.lives[0]?.ready);
  await scheduler.kill(0);

  await new Promise(resolve => setTimeout(resolve, 100));

  expect(scheduler.address()).toBeNull();
  expect(scheduler.lives.at(-1)).toMatchObject({ ready: null, until: null });
});

it('tells of one that ended by itself at the very moment that its life has, and starts another', async () => {
  start('test -e before && exec sleep 60; touch before; echo no more; exit 3');

  await until('the second one', () => scheduler.lives.length === 2);

  expect(ends).toEqual([{ at: scheduler.lives[0]!.until, words: '3: no more' }]);
});

it('does not wait for ever for one that does not end', async () => {
  start('trap "" TERM; ready; while :; do sleep 0.05; done');
  await until('it is ready', () => scheduler.lives[0]?.ready);
  const pid = scheduler.pid!;

  await expect(scheduler.close()).rejects.toThrow(/waited 0.3 s in vain for the end of the scheduler after SIGTERM/);

  expect(processFact(pid)).toBeNull();
});

it('tells of a program that is not there', async () => {
  scheduler = startSchedulers({
    command: [join(folder, 'nothing')],
    stateDir: join(folder, 'state'),
    logFile: join(folder, 'log'),
    variables: {},
    ended: end => ends.push(end)
  });

  await until('it is told', () => ends[0]);

  expect(ends[0]?.words).toContain('ENOENT');
});

import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Claim } from '../../protocol/run-folder';
import { createKeepingLogger } from '../test-support/keeping-logger';
import { systemClock } from '../system-clock';
import { bootId, startTime } from './process-identity';
import { readStat } from './process-stat';
import type { IProcessGroups } from './process-groups';
import type { RunContext } from './run-context';
import { watchSupervisor } from './supervisor-watch';
import { createPythonHarness, type PythonHarness } from './test-support/python-harness';
import { until } from '../test-support/until';

const NO_GROUPS: IProcessGroups = {
  join: () => Promise.resolve(),
  end: () => Promise.resolve(),
  leftovers: () => Promise.resolve([]),
  members: () => Promise.resolve([])
};
const HOUR = 3_600;

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

describe('watch over a supervisor', () => {
  let harness: PythonHarness;
  let context: RunContext;
  let monotonic = 0;
  const children: ChildProcess[] = [];
  /** A shell that stands for a supervisor, with or without somebody below it. */
  const start = async (below: 'alone' | 'with a child'): Promise<ChildProcess> => {
    const child = spawn('/bin/sh', ['-c', below === 'alone' ? 'exec sleep 600' : 'sleep 600 & wait'], { stdio: 'ignore', detached: true });
    children.push(child);
    if (below === 'with a child') {
      const path = `/proc/${child.pid}/task/${child.pid}/children`;
      await until('its child', async () => (await readFile(path, 'latin1')) !== '');
    }
    return child;
  };
  const claimOf = ({ pid = 0 }: ChildProcess, secondsAgo: number): Claim => ({
    boot_id: bootId(),
    pid,
    start_time: startTime(pid) ?? -1,
    claimed_at: 1,
    monotonic: Number(process.hrtime.bigint()) / 1e9 - secondsAgo
  });
  const stateOf = ({ pid = 0 }: ChildProcess): string => readStat(pid)?.state ?? 'gone';
  const stop = async (child: ChildProcess): Promise<void> => {
    child.kill('SIGSTOP');
    await until('it is stopped', () => stateOf(child) === 'T');
  };
  const imposed = (): Promise<unknown> => readFile(join(context.folder, 'imposed.json'), 'utf8').then(JSON.parse, () => null);
  beforeEach(async () => {
    harness = await createPythonHarness();
    const { run } = await harness.prepare('def task(): pass', { timeout: 60, grace: 10 });
    monotonic = 0;
    const clock = { ...systemClock, monotonic: () => monotonic };
    context = { run, folder: harness.folder(run), clock, logger: createKeepingLogger(), groups: NO_GROUPS };
  });
  afterEach(async () => {
    // Its child too, which would outlive it.
    children.splice(0).forEach(({ pid = 0 }) => kill(-pid));
    await harness.dispose();
  });

  it('lets one go on that was stopped', async () => {
    const child = await start('alone');
    await stop(child);

    expect(await watchSupervisor(context, claimOf(child, 5)).look()).toBe(true);

    await until('it goes on', () => stateOf(child) === 'S');
    expect(await imposed()).toBeNull();
  });

  it('lets its warm parent go on too', async () => {
    const [child, parent] = [await start('alone'), await start('alone')];
    await stop(parent);
    const { pid, start_time } = claimOf(parent, 0);

    await watchSupervisor(context, { ...claimOf(child, 5), warm_parent: { pid, start_time } }).look();

    await until('it goes on', () => stateOf(parent) === 'S');
  });

  it('sends nothing to another process that has the pid of a warm parent', async () => {
    const [child, other] = [await start('alone'), await start('alone')];
    await stop(other);

    await watchSupervisor(context, { ...claimOf(child, 5), warm_parent: { pid: other.pid ?? 0, start_time: 1 } }).look();

    expect(stateOf(other)).toBe('T');
  });

  it('replaces one that is stopped and long overdue, and tells how the run ended', async () => {
    const child = await start('alone');
    await stop(child);
    const watch = watchSupervisor(context, claimOf(child, 60 + 10 + 21));

    expect(await watch.look()).toBe(true);

    await until('it is gone', () => child.signalCode === 'SIGKILL');
    expect(await imposed()).toEqual({ status: 'TIMED_OUT', reason: 'timed out after 1 min' });
    expect(await watch.look()).toBe(true);
    monotonic += 10_000;
    expect(await watch.look()).toBe(false);
  });

  it('replaces one that runs, has not ended its tree, and is still longer overdue', async () => {
    const child = await start('with a child');

    await watchSupervisor(context, claimOf(child, 60 + 10 + 119)).look();
    expect(await imposed()).toBeNull();
    await watchSupervisor(context, claimOf(child, 60 + 10 + 121)).look();

    await until('it is gone', () => child.signalCode === 'SIGKILL');
  });

  it('leaves one alone that has nobody left and only waits for room to write the end', async () => {
    const child = await start('alone');

    await watchSupervisor(context, claimOf(child, HOUR)).look();

    expect(child.signalCode).toBeNull();
    expect(await imposed()).toBeNull();
  });

  it('replaces one that does not do what a person asked for', async () => {
    const child = await start('with a child');
    const watch = watchSupervisor(context, claimOf(child, 5));
    watch.stopAsked('stopped by ada');
    monotonic += 129_999;
    await watch.look();
    expect(await imposed()).toBeNull();

    monotonic += 1;
    watch.stopAsked('stopped by ada again');
    await watch.look();

    await until('it is gone', () => child.signalCode === 'SIGKILL');
    expect(await imposed()).toEqual({ status: 'KILLED', reason: 'stopped by ada' });
  });

  it('knows no time limit where the claim does not tell when it was taken', async () => {
    const child = await start('with a child');
    const { boot_id, pid, start_time, claimed_at } = claimOf(child, HOUR);
    await stop(child);

    await watchSupervisor(context, { boot_id, pid, start_time, claimed_at }).look();

    await until('it goes on', () => stateOf(child) === 'S');
    expect(await imposed()).toBeNull();
  });
});

const FROM_ABOVE = `
import os, signal, sys, time
def parent(pid): return int(open(f'/proc/{pid}/stat').read().rpartition(')')[2].split()[1])
supervisor = os.getppid()
warm_parent = parent(supervisor)
`;

describe('a task that turns against its supervisor', () => {
  let harness: PythonHarness;
  const endOf = async (source: string, changes: { timeout: number; grace?: number }) => {
    const specification = await harness.prepare(`${FROM_ABOVE}\ndef task():\n    ${source}`, changes);
    const end = await (await harness.executor().start(specification, harness.environment)).ended;
    await until('nobody is left', () => harness.left(specification.run).length === 0);
    return end;
  };
  beforeEach(async () => {
    harness = await createPythonHarness();
  });
  afterEach(() => harness.dispose());

  it.each([
    ['stops it', 'os.kill(supervisor, signal.SIGSTOP)\n    time.sleep(600)'],
    ['stops it again and again', 'while True: os.kill(supervisor, signal.SIGSTOP)'],
    ['stops it and its warm parent', 'os.kill(warm_parent, signal.SIGSTOP); os.kill(supervisor, signal.SIGSTOP)\n    time.sleep(600)'],
    ['kills the warm parent and stops it', 'os.kill(warm_parent, signal.SIGKILL); os.kill(supervisor, signal.SIGSTOP)\n    time.sleep(600)']
  ])('and %s is timed out', async (_, source) => {
    expect(await endOf(source, { timeout: 1 })).toMatchObject({
      kind: 'ended',
      record: { status: 'TIMED_OUT', reason: 'timed out after 1 s' }
    });
  });

  it.each([
    ['kills it', 'os.kill(supervisor, signal.SIGKILL)\n    time.sleep(600)'],
    ['stops its warm parent and kills it', 'os.kill(warm_parent, signal.SIGSTOP); os.kill(supervisor, signal.SIGKILL)\n    time.sleep(600)']
  ])('and %s is a failure', async (_, source) => {
    expect(await endOf(source, { timeout: 60 })).toMatchObject({
      kind: 'ended',
      record: { status: 'FAILURE', reason: 'its supervisor was killed' }
    });
  });

  it('and kills both is a failure, once', async () => {
    const end = await endOf('os.kill(warm_parent, signal.SIGKILL); os.kill(supervisor, signal.SIGKILL)\n    time.sleep(600)', {
      timeout: 60
    });

    expect(end).toMatchObject({ kind: 'vanished', reason: 'its supervisor was killed' });
  });

  it('and kills both when its time is over is timed out', async () => {
    const source = `signal.signal(signal.SIGTERM, lambda *_: [os.kill(pid, signal.SIGKILL) for pid in (warm_parent, supervisor)])
    time.sleep(600)`;

    const end = await endOf(source, { timeout: 1, grace: 60 });

    expect(end).toMatchObject({ kind: 'vanished', status: 'TIMED_OUT', reason: 'timed out after 1 s; its supervisor was killed' });
  });
});

describe('what a dead supervisor left', () => {
  it('has lasted as long as by the clock that nobody sets', async () => {
    const harness = await createPythonHarness();
    const { run } = await harness.prepare('def task(): pass');
    const ago = Number(process.hrtime.bigint()) / 1e9 - 60;
    const claim = { boot_id: bootId(), pid: 2 ** 30, start_time: 1, claimed_at: 1_000, monotonic: ago };
    await writeFile(join(harness.folder(run), 'claim'), JSON.stringify(claim));

    const adoption = await harness.executor().adopt(run);

    const endedAt = adoption.kind === 'ended' && adoption.end.kind === 'vanished' ? adoption.end.endedAt : null;
    expect(endedAt).toBeGreaterThanOrEqual(1_060_000);
    expect(endedAt).toBeLessThan(1_090_000);
    await harness.dispose();
  });

  it('is closed as stopped where that was asked for', async () => {
    const harness = await createPythonHarness();
    const { run } = await harness.prepare('def task(): pass');
    const claim = { boot_id: bootId(), pid: 2 ** 30, start_time: 1, claimed_at: 1 };
    await writeFile(join(harness.folder(run), 'claim'), JSON.stringify(claim));
    await writeFile(join(harness.folder(run), 'stop.json'), JSON.stringify({ reason: 'stopped by ada' }));

    const adoption = await harness.executor().adopt(run);

    expect(adoption).toMatchObject({ end: { kind: 'vanished', status: 'KILLED', reason: 'stopped by ada; its supervisor was killed' } });
    await harness.dispose();
  });
});

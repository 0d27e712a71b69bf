import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/protocol/run';
import { useBench } from './support/bench';
import { PEACH } from './support/paths';
import type { TestScheduler } from './support/scheduler';
import { CAN_MOUNT, useSmallDisk, type SmallDisk } from './support/small-disk';
import { until } from './support/until';
import { createWitness, isAlive, readClaim, type Witness } from './support/witness';

const { bench, smallDisk } = useSmallDisk(useBench);

const MEGABYTES = 96;

type World = {
  readonly disk: SmallDisk;
  readonly witness: Witness;
  readonly stateDir: string;
  readonly directory: string;
  readonly start: () => Promise<TestScheduler>;
};

/** A state directory on a disk of its own; what the test writes is elsewhere. */
function prepare(): World {
  const { directory, start } = bench();
  const disk = smallDisk(MEGABYTES);
  const stateDir = disk.path;
  const witness = createWitness(directory);
  const settings = { repositories: [{ url: witness.repository.root }], interval: '50ms', configDir: directory, stateDir };
  return { disk, witness, stateDir, directory, start: () => start(settings) };
}

const held = (scheduler: TestScheduler, words: string): Promise<string> =>
  until('the task is held', async () => {
    const reason = (await scheduler.task('debr/work')).held;
    return reason?.includes(words) === true ? reason : null;
  });

function integrity(stateDir: string): string {
  const database = new DatabaseSync(join(stateDir, 'state.sqlite'));
  try {
    return (database.prepare('pragma integrity_check').get() as { integrity_check: string }).integrity_check;
  } finally {
    database.close();
  }
}

/** Ends what is under way in the true way, and sees the loop go on. */
async function goesOn(scheduler: TestScheduler, witness: Witness, run: Run): Promise<void> {
  expect(await scheduler.ended(run.id)).toMatchObject({ status: 'SUCCESS' });
  const next = await witness.underWay(scheduler, run.id);
  witness.finish(next.id);
  expect(await scheduler.ended(next.id)).toMatchObject({ status: 'SUCCESS' });
  expect(witness.lines(run.id).filter(line => line.startsWith('start'))).toHaveLength(1);
}

describe.skipIf(!CAN_MOUNT)('a full disk (skipped where no file system can be mounted)', () => {
  it.each([
    ['nearly, so that only new runs are refused', 4 * 1024 * 1024],
    ['to its last byte', 0]
  ])('%s: costs new runs only, says so, and the loop goes on by itself afterwards', async (_how, left) => {
    const { disk, witness, stateDir, start } = prepare();
    const scheduler = await start();
    const run = await witness.underWay(scheduler);

    disk.fill(left);
    expect(await held(scheduler, 'is full')).toContain(`the disk of ${stateDir} is full`);
    const refusal = await scheduler.request('POST', '/api/tasks/debr/work/runs');
    expect([refusal.status, JSON.stringify(await refusal.json())]).toEqual([507, expect.stringContaining('free some space')]);
    witness.finish(run.id);
    const { pid } = readClaim(stateDir, run.id);
    await until('user code has ended', () => witness.pids(run.id).every(process => !isAlive(process)));
    expect((await scheduler.runs('debr/work')).filter(each => each.id > run.id)).toEqual([]);

    disk.clear();
    await goesOn(scheduler, witness, run);
    expect(isAlive(pid)).toBe(false);
    expect((await scheduler.task('debr/work')).held).toBeNull();
    await scheduler.kill('SIGKILL');
    expect(integrity(stateDir)).toBe('ok');
  });

  it('lets a run be stopped', async () => {
    const { disk, witness, start } = prepare();
    const scheduler = await start();
    const run = await witness.underWay(scheduler);
    disk.fill(0);
    await held(scheduler, 'is full');

    const answer = await scheduler.request('POST', `/api/runs/${run.id}/stop`);
    expect(answer.ok).toBe(true);
    await until('nothing of it is left', () => witness.pids(run.id).every(pid => !isAlive(pid)));
    disk.clear();

    expect(await scheduler.ended(run.id)).toMatchObject({ status: 'KILLED' });
  });

  it('at the start is told in words, or the scheduler starts and tells it', async () => {
    const { disk, witness, start, directory } = prepare();
    const first = await start();
    const run = await witness.underWay(first);
    await first.kill('SIGKILL');
    disk.fill(0);
    writeFileSync(join(directory, 'config.json'), readFileSync(join(directory, 'config.json')));

    const second = await start().catch((error: unknown) => String(error));
    if (typeof second === 'string') {
      expect(second).toMatch(/the disk of .* is full: .*; free some space; then start it again/);
    } else {
      await held(second, 'is full');
    }
    disk.clear();
    const third = typeof second === 'string' ? await start() : second;
    witness.finish(run.id);

    await goesOn(third, witness, run);
  });

  it('on which runs and laps end and begin while it fills and empties loses none of them', async () => {
    const { disk, witness, stateDir, start } = prepare();
    const scheduler = await start();
    let last = '';
    for (let round = 0; round < 8; round += 1) {
      const run = await witness.underWay(scheduler, last);
      last = run.id;
      witness.finish(run.id);
      // In the middle of whatever comes next.
      disk.fill(round % 2 === 0 ? 0 : 64 * 1024);
      await held(scheduler, 'is full');
      disk.clear();
      expect(await scheduler.ended(run.id)).toMatchObject({ status: 'SUCCESS' });
    }
    const next = await witness.underWay(scheduler, last);
    witness.finish(next.id);
    await scheduler.ended(next.id);
    const runs = await scheduler.runs('debr/work');
    expect(runs.filter(run => run.ended_at === null).length).toBeLessThanOrEqual(1);
    for (const { id, status, reason } of runs.filter(run => run.ended_at !== null && run.status !== 'SUCCESS')) {
      expect({ id, status }).toEqual({ id, status: 'FAILURE' });
      expect(reason).toContain('is full');
      expect(witness.lines(id)).toEqual([]);
    }
    await scheduler.kill('SIGKILL');
    expect(integrity(stateDir)).toBe('ok');
  });
});

describe.skipIf(!CAN_MOUNT)('a disk that turns read-only (skipped where no file system can be mounted)', () => {
  it('while the scheduler runs costs new runs only, and they go on by themselves afterwards', async () => {
    const { disk, witness, start } = prepare();
    const scheduler = await start();
    const run = await witness.underWay(scheduler);

    disk.makeReadOnly();
    witness.finish(run.id);
    await held(scheduler, 'read-only');
    disk.clear();

    await goesOn(scheduler, witness, run);
  });

  it('is refused in words at the start', () => {
    const { disk, witness, directory, stateDir } = prepare();
    writeFileSync(join(directory, 'config.json'), JSON.stringify({ repositories: [{ url: witness.repository.root }] }));
    disk.makeReadOnly();

    const { status, stderr } = spawnSync(PEACH, ['serve', '--config', join(directory, 'config.json'), '--state', stateDir], {
      encoding: 'utf8',
      cwd: directory
    });
    disk.clear();

    expect(status).toBe(1);
    expect(stderr).toContain(`the disk of ${stateDir} is mounted read-only: mount it writable again`);
    expect(existsSync(join(stateDir, 'state.sqlite'))).toBe(false);
  });
});

import { beforeEach, expect, it } from 'vitest';
import { createKeepingLogger } from '../test-support/keeping-logger';
import { createManualClock, settled, type ManualClock } from '../test-support/manual-clock';
import { persist, type PersistPorts } from './persist';

let clock: ManualClock;
let stop: AbortController;
let problem: string | null;
let ports: PersistPorts;

beforeEach(() => {
  clock = createManualClock();
  stop = new AbortController();
  problem = null;
  ports = { clock, logger: createKeepingLogger(), stateHealth: { noteFault: () => problem }, signal: stop.signal };
});

it('has written when it returns, where nothing is wrong', () => {
  let written = 0;

  void persist(ports, {}, () => {
    written += 1;
  });

  expect(written).toBe(1);
});

it('writes once there is space, and not more often than it should', async () => {
  problem = 'full';
  let attempts = 0;
  const done = persist(ports, {}, () => {
    attempts += 1;
    if (problem !== null) {
      throw new Error('database or disk is full');
    }
  });

  for (let second = 0; second < 60; second += 1) {
    await clock.advance(1000);
  }
  expect(attempts).toBeGreaterThan(5);
  expect(attempts).toBeLessThan(15);
  problem = null;
  await clock.advance(10_000);

  expect(await done).toBe(true);
});

it('counts only faults that are not the disk’s', async () => {
  const told: number[] = [];
  problem = 'full';
  void persist(ports, {}, faults => {
    told.push(faults);
    throw new Error('no');
  });

  await clock.advance(250);
  problem = null;
  await clock.advance(500);
  await clock.advance(1000);
  stop.abort();
  await settled();

  expect(told).toEqual([0, 0, 0, 1]);
});

it('gives up when the scheduler ends', async () => {
  const done = persist(ports, {}, () => {
    throw new Error('database is not open');
  });

  stop.abort();

  expect(await done).toBe(false);
});

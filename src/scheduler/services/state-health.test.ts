import { beforeEach, expect, it } from 'vitest';
import { createKeepingLogger } from '../test-support/keeping-logger';
import { createManualClock, type ManualClock } from '../test-support/manual-clock';
import { createStateHealth, type IStateHealth } from './state-health';

let clock: ManualClock;
let disk: { glance: string | null; probe: string | null; probes: number };
let changes: (string | null)[];
let health: IStateHealth;
let stop: AbortController;

beforeEach(() => {
  clock = createManualClock();
  disk = { glance: null, probe: null, probes: 0 };
  changes = [];
  stop = new AbortController();
  health = createStateHealth({
    stateDisk: {
      glance: () => disk.glance,
      probe: () => {
        disk.probes += 1;
        return disk.probe;
      }
    },
    clock,
    logger: createKeepingLogger(),
    changed: () => changes.push(health.problem),
    signal: stop.signal
  });
});

it('has nothing to say, and writes nothing, while the disk is good', () => {
  expect(health.look()).toBeNull();
  expect(health.problem).toBeNull();
  expect(disk.probes).toBe(0);
});

it('tells once that the disk is full, and once that it can be written again', async () => {
  disk.glance = disk.probe = 'the disk is full';

  expect([health.look(), health.look(), health.problem]).toEqual(Array(3).fill('the disk is full'));
  await clock.advance(1000);
  expect(health.problem).toBe('the disk is full');
  disk.glance = disk.probe = null;
  await clock.advance(1000);

  expect(health.look()).toBeNull();
  expect(changes).toEqual(['the disk is full', null]);
  expect(clock.sleepers).toBe(0);
});

it('asks the disk itself about a fault: what is another’s fault holds nobody up', () => {
  expect(health.noteFault()).toBeNull();

  disk.probe = 'mounted read-only';
  expect(health.noteFault()).toBe('mounted read-only');
  expect(health.look()).toBe('mounted read-only');
});

it('tells when one problem follows another', async () => {
  disk.probe = 'full';
  health.noteFault();

  disk.probe = 'read-only';
  await clock.advance(1000);

  expect(changes).toEqual(['full', 'read-only']);
});

it('looks no longer when the scheduler ends', async () => {
  disk.probe = 'full';
  health.noteFault();

  stop.abort();
  await clock.advance(5000);

  expect(clock.sleepers).toBe(0);
  expect(changes).toEqual(['full']);
});

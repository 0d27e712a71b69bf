import { expect, it } from 'vitest';
import type { RunId } from '../../protocol/identity';
import { createManualClock } from '../test-support/manual-clock';
import { createIds } from './new-ids';

const NOW = 1_700_000_000_000;

it('goes on growing when the clock is set back', () => {
  const clock = createManualClock(NOW);
  const ids = createIds(clock);
  const before = ids.newRunId();

  clock.set(0);
  const after = [ids.newRunId(), ids.newRunId()];

  expect([before, ...after]).toEqual([before, ...after].sort());
  expect(new Set([before, ...after]).size).toBe(3);
});

it('goes on growing after a restart with a clock that was set back', () => {
  const newest = createIds(createManualClock(NOW)).newRunId();

  const next = createIds(createManualClock(NOW - 86_400_000), newest).newRunId();

  expect(next > newest).toBe(true);
  expect(next).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('follows the clock again once that has passed the newest id', () => {
  const newest = createIds(createManualClock(NOW)).newRunId();
  const clock = createManualClock(NOW + 1);

  expect(createIds(clock, newest).newRunId().slice(0, 13)).toBe(createIds(clock).newRunId().slice(0, 13));
});

it('passes over a millisecond when all its ids are given', () => {
  const newest = 'ffffffff-0000-7fff-bfff-ffffffffffff' as RunId;

  expect(createIds(createManualClock(0), newest).newRunId().slice(0, 18)).toBe('ffffffff-0001-7000');
});

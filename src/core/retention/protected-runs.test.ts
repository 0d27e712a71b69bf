import { expect, it } from 'vitest';
import type { RunId } from '../../protocol/identity';
import type { RunStatus } from '../../protocol/run';
import { protectedRuns } from './protected-runs';

const run = (name: string): RunId => name as RunId;
const newest = (byStatus: Partial<Record<RunStatus, string>>): ReadonlyMap<RunStatus, RunId> =>
  new Map(Object.entries(byStatus).map(([status, name]) => [status as RunStatus, run(name)]));

it('keeps the last success, and of all kinds of failure the last one', () => {
  const byStatus = newest({ SUCCESS: 'r3', FAILURE: 'r1', TIMED_OUT: 'r5', LOST: 'r2', KILLED: 'r4' });

  expect([...protectedRuns({ byStatus, last: null, lastEnded: null })].sort()).toEqual(['r3', 'r5']);
});

it('keeps what the task points at, a run that a person stopped too', () => {
  const byStatus = newest({ KILLED: 'r8', QUEUED: 'r9' });

  expect([...protectedRuns({ byStatus, last: run('r9'), lastEnded: run('r8') })].sort()).toEqual(['r8', 'r9']);
});

it('keeps nothing of a task that never ran', () => {
  expect(protectedRuns({ byStatus: new Map(), last: null, lastEnded: null }).size).toBe(0);
});

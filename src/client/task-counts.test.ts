import { expect, it } from 'vitest';
import { countTasks } from './task-counts';
import { sampleOrganisation } from './test-support/samples';

const withCounts = (counts: Readonly<Record<string, number>>) => ({ ...sampleOrganisation('debr'), counts });

it('takes timed out and lost for failed, and what a person stopped for neither', () => {
  const counts = { SUCCESS: 1, FAILURE: 2, TIMED_OUT: 3, LOST: 4, KILLED: 5, NEVER: 6, RUNNING: 7, INVALID: 8 };
  expect(countTasks([withCounts(counts)])).toEqual({ running: 7, failed: 9, invalid: 8, all: 21 });
});

it('adds up the organisations', () => {
  expect(countTasks([withCounts({ FAILURE: 1 }), withCounts({ FAILURE: 1, RUNNING: 1 })])).toMatchObject({ running: 1, failed: 2, all: 2 });
});

it('is nothing without organisations', () => {
  expect(countTasks([])).toEqual({ running: 0, failed: 0, invalid: 0, all: 0 });
});

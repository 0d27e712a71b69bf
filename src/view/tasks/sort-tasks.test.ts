import { describe, expect, it } from 'vitest';
import { SAMPLE_NOW, sampleRun, sampleRunningRun, sampleTask } from '../../client/test-support/samples';
import { sortTasks, type SortKey } from './sort-tasks';

const tasks = [
  sampleTask(1, { name: 'beta', state: 'PENDING', next_due: '2026-11-21T06:00:00.000Z', last_run: sampleRun(1, { duration: 5 }) }),
  sampleTask(2, { name: 'Alpha', state: 'RUNNING', last_run: sampleRunningRun(2), expected_duration: 90 }),
  sampleTask(3, { name: 'gamma', state: 'FINISHED', last_run: null, last_ended_run: null, next_due: '2026-11-20T18:00:00.000Z' }),
  sampleTask(4, { name: 'delta', last_run: sampleRun(4, { status: 'FAILURE', started_at: '2026-11-19T08:00:00.000Z', duration: 300 }) })
];

const order = (by: SortKey, direction: 'ascending' | 'descending'): string =>
  sortTasks(tasks, { by, direction }, SAMPLE_NOW)
    .map(task => task.name)
    .join(' ');

describe('sortTasks', () => {
  it.each<[SortKey, string, string]>([
    ['name', 'Alpha beta delta gamma', 'gamma delta beta Alpha'],
    ['state', 'Alpha beta delta gamma', 'gamma beta delta Alpha'],
    // What needs a person first; the one that runs by how it ended before.
    ['status', 'delta beta Alpha gamma', 'gamma beta Alpha delta'],
    ['start', 'delta beta Alpha gamma', 'Alpha beta delta gamma'],
    ['duration', 'beta Alpha delta gamma', 'delta Alpha beta gamma'],
    ['end', 'Alpha beta gamma delta', 'Alpha beta gamma delta'],
    ['due', 'gamma beta Alpha delta', 'beta gamma Alpha delta']
  ])('by %s, those without one last', (by, ascending, descending) => {
    expect([order(by, 'ascending'), order(by, 'descending')]).toEqual([ascending, descending]);
  });

  it('has no due time of what is paused', () => {
    const paused = sampleTask(5, { name: 'paused', paused_by: 'task', next_due: '2026-11-20T15:00:00.000Z' });
    expect(sortTasks([paused, tasks[2]!], { by: 'due', direction: 'ascending' }, SAMPLE_NOW).at(-1)?.name).toBe('paused');
  });
});

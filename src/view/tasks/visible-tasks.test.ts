import { describe, expect, it } from 'vitest';
import { SAMPLE_NOW, sampleRun, sampleTask } from '../../client/test-support/samples';
import { ALL_TASKS, nextSort, visibleTasks, type TasksFilter } from './visible-tasks';

const tasks = [
  sampleTask(1, { name: 'related_publications', last_run: sampleRun(1, { duration: 5 }) }),
  sampleTask(2, { name: 'Articles', last_run: sampleRun(2, { status: 'FAILURE', duration: 9 }), last_ended_run: null }),
  sampleTask(3, { name: 'train', last_run: null, last_ended_run: null })
];
const names = (filter: Partial<TasksFilter>): readonly string[] =>
  visibleTasks(tasks, { ...ALL_TASKS, ...filter }, SAMPLE_NOW).map(task => task.name);

describe('visibleTasks', () => {
  it('is every task in the order of the loop', () => {
    expect(names({})).toEqual(['related_publications', 'Articles', 'train']);
  });

  it('searches in names, whatever the case', () => {
    expect(names({ search: ' ART ' })).toEqual(['Articles']);
  });

  it('filters by status', () => {
    expect(names({ status: 'FAILURE' })).toEqual(['Articles']);
    expect(names({ status: 'NEVER' })).toEqual(['train']);
  });

  it('sorts both ways, without a change of the list it was given', () => {
    expect(names({ sort: { by: 'name', direction: 'ascending' } })).toEqual(['Articles', 'related_publications', 'train']);
    expect(names({ sort: { by: 'duration', direction: 'descending' } })).toEqual(['Articles', 'related_publications', 'train']);
    expect(tasks[0]?.name).toBe('related_publications');
  });
});

describe('nextSort', () => {
  it('goes from ascending to descending to the order of the loop', () => {
    const first = nextSort(null, 'name');
    const second = nextSort(first, 'name');
    expect([first?.direction, second?.direction, nextSort(second, 'name')]).toEqual(['ascending', 'descending', null]);
  });

  it('begins anew with another column', () => {
    expect(nextSort({ by: 'name', direction: 'descending' }, 'start')).toEqual({ by: 'start', direction: 'ascending' });
  });
});

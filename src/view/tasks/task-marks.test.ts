import { describe, expect, it } from 'vitest';
import { sampleTask } from '../../client/test-support/samples';
import { taskMarks } from './task-marks';

describe('taskMarks', () => {
  it('is nothing for a task that is run', () => {
    expect(taskMarks(sampleTask(1))).toEqual([]);
  });

  it('names everything that keeps a task from running', () => {
    const task = sampleTask(1, { removed: true, invalid: true, disabled: true, paused_by: 'loop', held: 'no server is attached' });
    expect(taskMarks(task).map(mark => mark.word)).toEqual(['removed', 'invalid', 'disabled', 'paused', 'held']);
    expect(taskMarks(task).at(-1)?.title).toContain('no server is attached');
    expect(taskMarks(task).at(-2)?.title).toMatch(/^Its loop is paused/);
  });
});

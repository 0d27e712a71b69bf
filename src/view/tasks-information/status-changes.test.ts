import { describe, expect, it } from 'vitest';
import { sampleRun, sampleTask } from '../../client/test-support/samples';
import { statusChanges, statusesOf } from './status-changes';

const before = [sampleTask(1), sampleTask(2)];

describe('statusChanges', () => {
  it('names the tasks whose status is another', () => {
    const after = [sampleTask(1, { last_run: sampleRun(9, { status: 'TIMED_OUT' }) }), sampleTask(2)];
    expect(statusChanges(statusesOf(before), after)).toBe('task_1: Timed out');
  });

  it('says nothing of a task that is new, or that runs with the same result', () => {
    expect(statusChanges(statusesOf(before), [...before, sampleTask(3)])).toBe('');
  });
});

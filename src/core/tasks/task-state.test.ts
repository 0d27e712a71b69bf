import { describe, expect, it } from 'vitest';
import { taskState } from './task-state';

describe('the state of a task', () => {
  it.each([
    ['never run', null, 0, 0, 'PENDING'],
    ['never run while laps go on', null, 0, 4, 'PENDING'],
    ['waiting for a turn that a person asked for', 'QUEUED', 4, 4, 'PENDING'],
    ['running', 'RUNNING', 3, 4, 'RUNNING'],
    ['run in this lap', 'FAILURE', 4, 4, 'FINISHED'],
    ['run in an earlier lap', 'SUCCESS', 3, 4, 'PENDING']
  ] as const)('%s', (...[, lastStatus, lap, loopLap, state]) => {
    expect(taskState({ lastStatus, lap, loopLap })).toBe(state);
  });
});

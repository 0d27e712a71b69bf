import { describe, expect, it } from 'vitest';
import { taskState } from './task-state';

describe('the state of a task', () => {
  it.each([
    ['never run', null, 0, 0, 'PENDING'],
    ['never run while laps go on', null, 0, 4, 'PENDING'],
    ['waiting for a turn that a person asked for', 'QUEUED', 4, 4, 'PENDING'],
    ['running', 'RUNNING', 3, 4, 'RUNNING'],
    ['run in this lap', 'FAILURE', 4, 4, 'FINISHED'],
    ['run in an earlier lap', 'SUCCESS', 3, 4, 'PENDING'],
    ['with a schedule, run before', 'SUCCESS', 0, 4, 'FINISHED', true],
    ['with a schedule, never run', null, 0, 4, 'PENDING', true],
    ['with a schedule, due', 'QUEUED', 0, 4, 'PENDING', true]
  ] as const)('%s', (...[, lastStatus, lap, loopLap, state, scheduled = false]) => {
    expect(taskState({ lastStatus, lap, loopLap, scheduled })).toBe(state);
  });
});

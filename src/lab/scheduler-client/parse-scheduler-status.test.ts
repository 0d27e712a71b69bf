import { describe, expect, it } from 'vitest';
import { parseSchedulerStatus } from './parse-scheduler-status';

describe('parseSchedulerStatus', () => {
  it('takes what is known of the scheduler and leaves the rest', () => {
    const answer = { state: 'stopped', version: '0.1.0', reason: 'It ended.', log_tail: 'x', exit_code: 1 };
    expect(parseSchedulerStatus(answer)).toEqual({ state: 'stopped', reason: 'It ended.' });
  });

  it.each([
    [{ root_dir: '/srv/repo' }, '/srv/repo'],
    [{ root_dir: null }, null],
    [{ root_dir: 1 }, undefined],
    [{}, undefined]
  ])('reads the root folder of %j', (more, rootDir) => {
    expect(parseSchedulerStatus({ state: 'running', ...more })?.rootDir).toBe(rootDir);
  });

  it.each([undefined, null, 'running', {}, { state: 'asleep' }])('knows that %j is no status', value => {
    expect(parseSchedulerStatus(value)).toBeNull();
  });
});

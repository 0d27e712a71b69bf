import { describe, expect, it } from 'vitest';
import { sampleRun, sampleRunningRun, sampleTask } from '../../client/test-support/samples';
import { runWithoutSpark } from './never-started';
import { taskFacts } from './task-facts';
import { taskPermissions } from './task-permissions';

describe('taskPermissions', () => {
  it('lets a task that waits be run, and not stopped', () => {
    expect(taskPermissions(sampleTask(1), true)).toEqual({ runNow: null, pause: null, stop: 'it is not running' });
  });

  it('lets a running task be stopped, and not run', () => {
    const running = sampleTask(1, { last_run: sampleRunningRun(2) });
    expect(taskPermissions(running, true)).toEqual({ runNow: 'it is running', pause: null, stop: null });
  });

  it('lets a waiting run be taken back', () => {
    const queued = sampleTask(1, { last_run: sampleRun(2, { status: 'QUEUED' }) });
    expect(taskPermissions(queued, true)).toEqual({ runNow: 'it waits for its turn already', pause: null, stop: null });
  });

  it.each([
    [{ removed: true }, 'it is not on master any more'],
    [{ invalid: true }, 'its definition is wrong: correct it first'],
    [{ disabled: true }, 'it is disabled in its definition'],
    [{ held: 'no server is attached' }, 'it is held: no server is attached']
  ])('says why a task with %j is not run', (changes, reason) => {
    expect(taskPermissions(sampleTask(1, changes), true).runNow).toBe(reason);
  });

  it('lets what is paused be run by a person, and a task that is gone not be paused', () => {
    expect(taskPermissions(sampleTask(1, { paused: true, paused_by: 'everything' }), true)).toMatchObject({ runNow: null, pause: null });
    expect(taskPermissions(sampleTask(1, { removed: true }), true).pause).toBe('it is not on master any more');
  });

  it('allows nothing without a connection', () => {
    const refusal = 'there is no connection to the scheduler';
    expect(taskPermissions(sampleTask(1), false)).toEqual({ runNow: refusal, pause: refusal, stop: refusal });
  });
});

describe('taskFacts', () => {
  it('says where the code is and how it runs', () => {
    expect(taskFacts(sampleTask(1))).toBe(
      'notebooks/related.ipynb, cell 7 · executor python · loop debr · time limit 3 min · arguments user, item_id'
    );
  });

  it('names a full notebook, a schedule, and that there is no argument', () => {
    const task = sampleTask(1, { args: {}, trigger: { kind: 'schedule', loop: 'debr', schedule: ['0 6 * * *'], timezone: null } });
    const text = taskFacts({ ...task, code: { ...task.code, full_notebook: true } });
    expect(text).toBe(
      'notebooks/related.ipynb, full notebook · executor python · loop debr · schedule 0 6 * * * · time limit 3 min · no arguments'
    );
  });
});

describe('runWithoutSpark', () => {
  const missing = sampleRun(1, { status: 'FAILURE', executor: 'spark', started_at: null, environment: null, reason: 'no Spark' });

  it('is the run of a Spark task that could not begin', () => {
    expect(runWithoutSpark(sampleTask(1, { last_run: missing }))).toBe(missing);
  });

  it.each([{ executor: 'python' as const }, { environment: 'abc' }, { status: 'SUCCESS' as const }])('is none with %j', changes => {
    expect(runWithoutSpark(sampleTask(1, { last_run: { ...missing, ...changes } }))).toBeNull();
  });
});

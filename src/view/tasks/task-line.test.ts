import { describe, expect, it } from 'vitest';
import { SAMPLE_NOW, sampleRun, sampleRunningRun, sampleTask } from '../../client/test-support/samples';
import { compactLine } from './compact-line';
import { openRun, overallStatus, taskLine } from './task-line';

const frame = { now: SAMPLE_NOW, timeZone: 'UTC' };
const running = sampleTask(1, { state: 'RUNNING', last_run: sampleRunningRun(2), last_ended_run: sampleRun(1) });
const failed = sampleTask(1, { last_run: sampleRun(1, { status: 'FAILURE', reason: 'KeyError: x' }) });

describe('the line of a task', () => {
  it('has the status, start and duration of its last run', () => {
    expect(taskLine(sampleTask(1), frame)).toMatchObject({
      status: 'SUCCESS',
      reason: null,
      start: Date.parse('2026-11-20T13:57:52Z'),
      duration: '1 min 28 s',
      progress: null,
      expectedEnd: null,
      due: null
    });
  });

  it('has the reason of a failure', () => {
    expect(taskLine(failed, frame)).toMatchObject({ status: 'FAILURE', reason: 'KeyError: x' });
  });

  it('of a running task has the status before, the elapsed time and the expected end', () => {
    const line = taskLine(running, frame);
    expect(line).toMatchObject({ status: 'SUCCESS', reason: 'run before this one', duration: '1 min 12 s' });
    expect(line.progress).toBeCloseTo(72 / 88);
    expect(line.expectedEnd).toBe(Date.parse('2026-11-20T14:05:22Z'));
  });

  it('of a task that runs for the first time says so', () => {
    const first = { ...running, last_ended_run: null, expected_duration: null };
    expect(taskLine(first, frame)).toMatchObject({ status: 'RUNNING', reason: 'first execution', progress: null, expectedEnd: null });
  });

  it('of a task that never ran is empty', () => {
    const never = sampleTask(1, { last_run: null, last_ended_run: null });
    expect(taskLine(never, frame)).toMatchObject({ status: 'NEVER', start: null, duration: null });
  });

  it('says why a good definition is not run', () => {
    expect(taskLine(sampleTask(1, { held: 'retries are not there yet' }), frame).reason).toBe('held: retries are not there yet');
  });

  it('never shows more than the whole of a bar', () => {
    expect(taskLine(running, { ...frame, now: SAMPLE_NOW + 3_600_000 }).progress).toBe(1);
  });
});

describe('the status that a list shows', () => {
  it('is running before invalid before the last run', () => {
    expect(overallStatus({ ...running, invalid: true })).toBe('RUNNING');
    expect(overallStatus({ ...failed, invalid: true })).toBe('INVALID');
    expect(overallStatus(failed)).toBe('FAILURE');
  });
});

describe('the run that can be stopped', () => {
  it('is one that runs or waits', () => {
    expect(openRun(running)?.status).toBe('RUNNING');
    expect(openRun(sampleTask(1, { last_run: sampleRun(1, { status: 'QUEUED' }) }))?.status).toBe('QUEUED');
    expect(openRun(failed)).toBeNull();
  });
});

describe('the second line in a narrow panel', () => {
  it.each([
    [sampleTask(1), 'Success · 13:57:52 · 1 min 28 s'],
    [running, 'Running · 1 min 12 s, ends ≈ 14:05:22'],
    [failed, 'Failure · 13:57:52 · KeyError: x'],
    [sampleTask(1, { next_due: '2026-11-21T06:00:00.000Z' }), 'Success · 13:57:52 · next due tomorrow 06:00'],
    [sampleTask(1, { last_run: null, last_ended_run: null }), 'Never run']
  ])('%#: says it in short', (task, text) => {
    expect(compactLine(task, frame)).toBe(text);
  });
});

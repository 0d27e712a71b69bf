import { describe, expect, it } from 'vitest';
import { SAMPLE_NOW, sampleRun, sampleRunningRun } from '../../client/test-support/samples';
import { headingFacts } from '../logs/LogHeading';
import { commitText, executionStart, timeTaken } from './execution-line';

const frame = { now: SAMPLE_NOW, timeZone: 'UTC' };

describe('an execution', () => {
  it('has taken its duration, or the time since its start, or none', () => {
    expect(timeTaken(sampleRun(1), frame)).toBe('1 min 28 s');
    expect(timeTaken(sampleRunningRun(1), frame)).toBe('1 min 12 s');
    expect(timeTaken(sampleRun(1, { status: 'QUEUED', started_at: null, duration: null }), frame)).toBeNull();
  });

  it('that waits began when it was queued', () => {
    expect(executionStart(sampleRun(1, { started_at: null }))).toBe(Date.parse('2026-11-20T13:57:52Z'));
  });

  it('tells who made its version', () => {
    expect(commitText(sampleRun(1))).toBe('Use cached embeddings, Ann Author');
  });
});

describe('the heading of its log', () => {
  const lines = { lineCount: 214, line: () => ({ text: '', time: null, stream: 'stdout' as const }), droppedBytes: 0 };

  it('has what is known of an ended one', () => {
    const section = { run: sampleRun(1, { reason: 'done' }), log: { state: 'complete' as const, lines, refusal: null } };
    expect(headingFacts(section, 88, frame)).toBe('1 min 28 s · attempt 1 · 214 lines · done');
  });

  it('has the expected end of a running one', () => {
    expect(headingFacts({ run: sampleRunningRun(1), log: null }, 88, frame)).toBe('1 min 12 s · expected end ≈ 14:05:22');
  });
});

import { describe, expect, it } from 'vitest';
import { SAMPLE_NOW, sampleRun, sampleRunningRun } from '../../client/test-support/samples';
import { headingFacts } from '../logs/LogHeading';
import { shownLog } from '../logs/test-support/shown-log';
import { commitText, executionStart, shortStart, timeTaken } from './execution-line';

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

  it('has a start without seconds where there is little room for its date', () => {
    expect(shortStart(sampleRun(1), frame)).toBe('13:57:52');
    expect(shortStart(sampleRun(1, { started_at: '2026-11-09T08:04:33.000Z' }), frame)).toBe('9 Nov 08:04');
  });

  it('tells who made its version', () => {
    expect(commitText(sampleRun(1))).toBe('Use cached embeddings, Ann Author');
  });
});

describe('the heading of its log', () => {
  it('has what is known of an ended one', () => {
    const section = { run: sampleRun(1, { reason: 'done' }), log: shownLog(new Array<string>(214).fill('')) };
    expect(headingFacts(section, 88, frame)).toBe('1 min 28 s · attempt 1 · 214 lines · done');
  });

  it('has the expected end of a running one', () => {
    expect(headingFacts({ run: sampleRunningRun(1), log: null }, 88, frame)).toBe('1 min 12 s · expected end ≈ 14:05:22');
  });
});

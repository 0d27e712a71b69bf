import { describe, expect, it } from 'vitest';
import { fakeRun } from '../../api/test-support/fake-data';
import { describeEnd, durationOf } from './describe-run';

const START = '2026-03-02T12:00:00.000Z';
const now = Date.parse(START) + 5000;

describe('durationOf', () => {
  it('is what a run took', () => {
    expect(durationOf(fakeRun(1, { duration: 72 }), now)).toBe('1 min 12 s');
  });

  it('is the time since its start while it runs', () => {
    expect(durationOf(fakeRun(1, { status: 'RUNNING', started_at: START, ended_at: null, duration: null }), now)).toBe('5 s');
  });

  it('is nothing before its start, and after an end whose start nobody knows', () => {
    expect(durationOf(fakeRun(1, { status: 'QUEUED', started_at: null, ended_at: null, duration: null }), now)).toBe('');
    expect(durationOf(fakeRun(1, { status: 'LOST', started_at: START, ended_at: START, duration: null }), now)).toBe('');
  });
});

describe('describeEnd', () => {
  it('tells status, time and reason in one line', () => {
    expect(describeEnd(fakeRun(1, { status: 'FAILURE', duration: 48, reason: 'ValueError:\n\x1b]0;title\x07no data' }))).toBe(
      'FAILURE after 48 s: ValueError: ]0;title no data'
    );
    expect(describeEnd(fakeRun(1, { status: 'LOST', duration: null }))).toBe('LOST');
  });
});

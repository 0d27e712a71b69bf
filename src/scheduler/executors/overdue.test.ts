import { describe, expect, it } from 'vitest';
import { overdue, type Overtime } from './overdue';

const AT_EASE: Overtime = { limits: { timeout: 60, grace: 10 }, running: 30, stop: null, stopped: false };

describe('a supervisor that should have ended its run', () => {
  it.each([
    ['while its time is not over', {}],
    ['while its grace is not over', { running: 69 }],
    ['for a while after it, since a machine may be busy', { running: 60 + 10 + 119 }],
    ['for a shorter while where it was stopped', { running: 60 + 10 + 19, stopped: true }],
    ['where nobody knows how long it runs', { running: null, stopped: true }],
    ['right after a stop was asked for', { stop: { asked: 10 + 19, reason: 'stopped by ada' }, stopped: true }]
  ])('is left alone %s', (_, changes: Partial<Overtime>) => {
    expect(overdue({ ...AT_EASE, ...changes })).toBeNull();
  });

  it('is replaced when its time has long been over', () => {
    const timedOut = { status: 'TIMED_OUT', reason: 'timed out after 1 min' };

    expect(overdue({ ...AT_EASE, running: 60 + 10 + 120 })).toEqual(timedOut);
    expect(overdue({ ...AT_EASE, running: 60 + 10 + 20, stopped: true })).toEqual(timedOut);
  });

  it('is replaced when it does not do what a person asked for', () => {
    const killed = { status: 'KILLED', reason: 'stopped by ada' };

    expect(overdue({ ...AT_EASE, stop: { asked: 10 + 120, reason: 'stopped by ada' } })).toEqual(killed);
    expect(overdue({ ...AT_EASE, stop: { asked: 10 + 20, reason: 'stopped by ada' }, stopped: true })).toEqual(killed);
    expect(overdue({ ...AT_EASE, running: null, stop: { asked: 200, reason: 'stopped by ada' } })).toEqual(killed);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wallClockStamp } from '../words/time-text';
import { parseWallClock, spanBetween, spanText } from './time-span';

const at = (text: string): number => Date.parse(text);

describe('spanText', () => {
  it.each([
    ['2026-11-03T10:00:00Z', '2026-11-04T12:00:00Z', '3 Nov 10:00 – 4 Nov 12:00'],
    ['2026-11-03T10:00:00Z', '2026-11-03T12:30:00Z', '3 Nov 10:00 – 12:30'],
    ['2026-11-03T10:00:05Z', '2026-11-03T10:01:00Z', '3 Nov 10:00:05 – 10:01:00'],
    ['2026-11-03T23:59:00Z', '2026-11-04T00:01:00Z', '3 Nov 23:59:00 – 4 Nov 00:01:00'],
    ['2025-11-03T10:00:00Z', '2026-11-03T10:30:00Z', '3 Nov 10:00 – 3 Nov 10:30']
  ])('from %s to %s is %s', (from, to, text) => {
    expect(spanText({ from: at(from), to: at(to) }, 'UTC')).toBe(text);
  });
});

describe('parseWallClock', () => {
  it.each([
    ['2026-11-20T13:57', '2026-11-20T12:57:00.000Z'],
    ['2026-11-20T13:57:52', '2026-11-20T12:57:52.000Z'],
    ['2026-11-20 13:57:52.1187', '2026-11-20T12:57:52.118Z'],
    ['2026-07-01 13:57:52.5', '2026-07-01T11:57:52.500Z'],
    ['2026-11-20', '2026-11-19T23:00:00.000Z']
  ])('reads %s in Berlin', (text, time) => {
    expect(new Date(parseWallClock(text, 'Europe/Berlin') ?? 0).toISOString()).toBe(time);
  });

  it.each(['', 'yesterday', '2026-13-01T10:00', '2026-11-20T25:00', '20 Nov', '12026-01-01T00:00'])('does not take %s for a time', text => {
    expect(parseWallClock(text, 'UTC')).toBeNull();
  });

  it('finds a moment by what its clock shows, but for the hour that comes twice', () => {
    const autumn = [at('2026-10-24T23:30:00Z'), at('2026-10-25T01:30:00Z')] as const;
    fc.assert(
      fc.property(fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') }), time => {
        fc.pre(time < autumn[0] || time > autumn[1]);
        expect(parseWallClock(wallClockStamp(time, 'Europe/Berlin'), 'Europe/Berlin')).toBe(time);
      })
    );
  });
});

describe('spanBetween', () => {
  it('takes both ends in either order', () => {
    expect([spanBetween(1, 2), spanBetween(2, 1)]).toEqual([
      { from: 1, to: 2 },
      { from: 1, to: 2 }
    ]);
  });
});

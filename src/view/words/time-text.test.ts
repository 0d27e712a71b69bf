import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateText, dueText, fullTimeText, lineTimeText, timeText, wallClockStamp } from './time-text';

const at = (text: string): number => Date.parse(text);
/** A Friday. */
const frame = { now: at('2026-11-20T14:05:06Z'), timeZone: 'UTC' };

describe('timeText', () => {
  it.each([
    ['2026-11-20T14:03:54Z', '14:03:54'],
    ['2026-11-20T00:00:00Z', '00:00:00'],
    ['2026-11-16T07:00:00Z', 'Mon 07:00:00'],
    ['2026-11-14T07:00:00Z', 'Sat 07:00:00'],
    ['2026-11-13T22:10:08Z', '13 Nov 22:10:08'],
    ['2025-11-19T22:10:08Z', '19 Nov 2025 22:10:08']
  ])('of %s is %s', (time, text) => {
    expect(timeText(at(time), frame)).toBe(text);
  });

  it('is the clock of the zone, in which another day may have begun', () => {
    const berlin = { now: at('2026-11-20T23:30:00Z'), timeZone: 'Europe/Berlin' };
    expect(timeText(at('2026-11-20T22:59:59Z'), berlin)).toBe('Fri 23:59:59');
    expect(timeText(at('2026-11-20T23:00:00Z'), berlin)).toBe('00:00:00');
  });

  it('follows the change to summer time', () => {
    const zone = { now: at('2026-03-29T10:00:00Z'), timeZone: 'Europe/Berlin' };
    expect(timeText(at('2026-03-29T00:59:59Z'), zone)).toBe('01:59:59');
    expect(timeText(at('2026-03-29T01:00:00Z'), zone)).toBe('03:00:00');
  });

  it('never names a weekday that could be two days', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10 * 86_400, max: 10 * 86_400 }), seconds => {
        const time = frame.now + seconds * 1000;
        const text = timeText(time, frame);
        expect(text.startsWith('Fri ')).toBe(false);
      })
    );
  });
});

describe('dueText', () => {
  it.each([
    ['2026-11-20T14:10:00Z', '14:10'],
    ['2026-11-20T14:10:30Z', '14:10:30'],
    ['2026-11-21T06:00:00Z', 'tomorrow 06:00'],
    ['2026-11-23T06:00:00Z', 'Mon 06:00'],
    ['2026-12-01T06:00:00Z', '1 Dec 06:00']
  ])('of %s is %s', (time, text) => {
    expect(dueText(at(time), frame)).toBe(text);
  });
});

describe('the other forms of a time', () => {
  const time = at('2026-11-20T13:57:52.118Z');

  it('have the date, or everything, or the milliseconds', () => {
    expect(dateText(time, 'UTC')).toBe('20 Nov 13:57:52');
    expect(fullTimeText(time, 'Europe/Berlin')).toBe('Fri 20 Nov 2026 14:57:52.118 Europe/Berlin');
    expect(lineTimeText(time, 'UTC')).toBe('13:57:52.118');
  });

  it('have the wall clock for a chart', () => {
    expect(wallClockStamp(time, 'Asia/Tokyo')).toBe('2026-11-20T22:57:52.118');
    expect(wallClockStamp(time, 'Asia/Kathmandu')).toBe('2026-11-20T19:42:52.118');
    expect(wallClockStamp(time + 30_000, 'Asia/Kathmandu')).toBe('2026-11-20T19:43:22.118');
  });
});

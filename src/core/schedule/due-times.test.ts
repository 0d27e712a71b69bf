import { describe, expect, it } from 'vitest';
import { parseCron } from './cron-pattern';
import { nextDue, nextDueOf } from './due-times';
import { timeZone } from './time-zone';

function pattern(text: string) {
  const parsed = parseCron(text);
  if (!parsed.ok) {
    throw new Error(parsed.message);
  }
  return parsed.pattern;
}

/** The first `count` due times after `after`, in UTC to the minute. */
function dues(text: string, zone: string, after: string, count: number): readonly string[] {
  let last = Date.parse(after);
  return Array.from({ length: count }, () => {
    last = nextDue(pattern(text), timeZone(zone), last) ?? NaN;
    return new Date(last).toISOString().slice(0, 16).replace('T', ' ');
  });
}

describe('due times', () => {
  it.each([
    ['*/20 * * * *', ['10:20', '10:40', '11:00']],
    ['10 10 * * *', ['10:10']],
    ['0 10 * * *', []]
  ])('%s after ten sharp', (text, expected) => {
    const after = dues(text, 'UTC', '2026-05-05T10:00:00Z', 3).filter(due => due.startsWith('2026-05-05'));

    expect(after.map(due => due.slice(11))).toEqual(expected);
  });

  it.each([
    ['0 6 13 * 5', ['2026-02-06 06:00', '2026-02-13 06:00', '2026-02-20 06:00'], '2026-02-01T00:00:00Z'],
    ['0 6 13 * *', ['2026-02-13 06:00', '2026-03-13 06:00', '2026-04-13 06:00'], '2026-02-01T00:00:00Z'],
    ['0 6 31 * *', ['2026-03-31 06:00', '2026-05-31 06:00', '2026-07-31 06:00'], '2026-02-01T00:00:00Z'],
    ['0 0 29 2 *', ['2028-02-29 00:00', '2032-02-29 00:00', '2036-02-29 00:00'], '2026-02-01T00:00:00Z'],
    ['0 0 29 2 *', ['2104-02-29 00:00'], '2096-03-01T00:00:00Z'],
    ['59 23 31 12 *', ['2026-12-31 23:59', '2027-12-31 23:59'], '2026-02-01T00:00:00Z']
  ])('%s comes on its days', (text, expected, after) => {
    expect(dues(text, 'UTC', after, expected.length)).toEqual(expected);
  });

  // Of the zone database; all in UTC.
  it.each([
    ['Europe/Berlin, 2:30 does not exist', '30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', ['2026-03-29 01:00', '2026-03-30 00:30']],
    [
      'Europe/Berlin, two of the gap are one',
      '0,30 2 * * *',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      ['2026-03-29 01:00', '2026-03-30 00:00']
    ],
    [
      'Europe/Berlin, the end of the gap is due itself',
      '0 2,3 * * *',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      ['2026-03-29 01:00', '2026-03-30 00:00']
    ],
    ['Europe/Berlin, 2:30 comes twice', '30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', ['2026-10-25 00:30', '2026-10-26 01:30']],
    [
      'Europe/Berlin, every hour of spring',
      '0 * * * *',
      'Europe/Berlin',
      '2026-03-28T23:30:00Z',
      ['2026-03-29 00:00', '2026-03-29 01:00', '2026-03-29 02:00']
    ],
    [
      'Europe/Berlin, every half hour of autumn',
      '*/30 * * * *',
      'Europe/Berlin',
      '2026-10-24T23:45:00Z',
      ['2026-10-25 00:00', '2026-10-25 00:30', '2026-10-25 01:00', '2026-10-25 01:30', '2026-10-25 02:00']
    ],
    ['America/New_York, spring', '30 2 * * *', 'America/New_York', '2026-03-07T12:00:00Z', ['2026-03-08 07:00', '2026-03-09 06:30']],
    ['America/New_York, autumn', '30 1 * * *', 'America/New_York', '2026-10-31T12:00:00Z', ['2026-11-01 05:30', '2026-11-02 06:30']],
    [
      'Australia/Lord_Howe, half an hour',
      '15 2 * * *',
      'Australia/Lord_Howe',
      '2026-10-03T00:00:00Z',
      ['2026-10-03 15:30', '2026-10-04 15:15']
    ],
    ['Africa/Cairo, over midnight', '30 0 * * *', 'Africa/Cairo', '2026-04-23T12:00:00Z', ['2026-04-23 22:00', '2026-04-24 21:30']],
    ['Asia/Kolkata, never set', '30 9 * * *', 'Asia/Kolkata', '2026-01-01T00:00:00Z', ['2026-01-01 04:00', '2026-01-02 04:00']],
    [
      'Pacific/Apia, a day that was left out',
      '0 12 * * *',
      'Pacific/Apia',
      '2011-12-29T12:00:00Z',
      ['2011-12-29 22:00', '2011-12-30 10:00', '2011-12-30 22:00']
    ],
    ['UTC', '30 2 * * *', 'UTC', '2026-03-28T12:00:00Z', ['2026-03-29 02:30', '2026-03-30 02:30']]
  ])('%s', (...[, text, zone, after, expected]) => {
    expect(dues(text, zone, after, expected.length)).toEqual(expected);
  });

  it('of several patterns are those of each, the same moment once', () => {
    const patterns = [pattern('0 6 * * *'), pattern('0 */6 * * *')];
    const zone = timeZone('UTC');
    const first = nextDueOf(patterns, zone, Date.parse('2026-05-05T05:00:00Z')) ?? NaN;

    expect(new Date(first).toISOString()).toBe('2026-05-05T06:00:00.000Z');
    expect(new Date(nextDueOf(patterns, zone, first) ?? NaN).toISOString()).toBe('2026-05-05T12:00:00.000Z');
  });

  it('are those of a clock that is read every minute, over two years of a zone that sets it', () => {
    const zone = timeZone('Europe/Berlin');
    const every = pattern('*/30 * * * *');
    const from = Date.parse('2026-01-01T00:00:00Z');
    let due = from;
    for (let count = 1; count <= 2 * 365 * 48; count += 1) {
      due = nextDue(every, zone, due) ?? NaN;
      expect(due).toBe(from + count * 30 * 60_000);
    }
  });
});

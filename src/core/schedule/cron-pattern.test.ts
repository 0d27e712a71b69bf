import { describe, expect, it } from 'vitest';
import { parseCron } from './cron-pattern';

function fields(text: string) {
  const parsed = parseCron(text);
  if (!parsed.ok) {
    throw new Error(parsed.message);
  }
  return parsed.pattern;
}

describe('a pattern', () => {
  it.each([
    ['*/15 * * * *', { minutes: [0, 15, 30, 45], everyHour: true }],
    ['5/20 1-3 * * *', { minutes: [5, 25, 45], hours: [1, 2, 3], everyHour: false }],
    ['0 8-18/5,23 * * *', { hours: [8, 13, 18, 23] }],
    ['0 0-23 * * *', { everyHour: true }],
    ['0 6 * jan-Mar,DEC *', { months: [1, 2, 3, 12] }],
    ['0 6 * * mon-fri', { weekdays: [1, 2, 3, 4, 5] }],
    ['0 6 * * 5-7', { weekdays: [0, 5, 6] }],
    ['0 6 * * Sunday', { weekdays: [0] }],
    ['0 6 * * */2', { weekdays: [0, 2, 4, 6], daysFitBoth: true }],
    ['0 6 1 * 1', { days: [1], weekdays: [1], daysFitBoth: false }],
    ['0 6 1 * *', { daysFitBoth: true }],
    [' @daily ', { minutes: [0], hours: [0] }],
    ['@Weekly', { weekdays: [0] }]
  ])('%s', (text, expected) => {
    expect(fields(text)).toMatchObject(expected);
  });

  it.each([
    ['', 'does not have the five fields of cron'],
    ['0 6 * *', 'does not have the five fields of cron'],
    ['0 0 6 * * *', 'does not have the five fields of cron'],
    ['@reboot', 'is none of @yearly, @annually'],
    ['60 * * * *', 'minute "60" is not from 0 to 59'],
    ['0 24 * * *', 'hour "24" is not from 0 to 23'],
    ['0 6 0 * *', 'day "0" is not from 1 to 31'],
    ['0 6 * 13 *', 'month "13" is not from 1 to 12'],
    ['0 6 * * 8', 'weekday "8" is not from 0 to 7'],
    ['0 6 * foo *', 'month "foo" is not from 1 to 12'],
    ['*/0 * * * *', 'minute "*/0" has the step 0'],
    ['0 22-4 * * *', 'hour "22-4" ends before it begins'],
    ['0 6 L * *', 'day "l" is not from 1 to 31'],
    ['0 6 ? * 1#2', 'day "?" is no number, range such as 1-5, or step such as */15'],
    ['0 6 1, * *', 'day "" is no number'],
    ['-5 * * * *', 'minute "-5" is no number'],
    ['0 6 31 2,4 *', 'is never due: no such month has a day 31']
  ])('%s is refused', (text, words) => {
    expect(parseCron(text)).toMatchObject({ ok: false, message: expect.stringContaining(words) as string });
  });

  it('says what would be right', () => {
    expect(parseCron('0 22-4 * * *')).toMatchObject({ hint: 'write two ranges: 22-23,0-4' });
    expect(parseCron('0 6 * * fry')).toMatchObject({ hint: 'names are sun, mon, tue, wed, thu, fri, sat' });
    expect(parseCron('0 6 ? * *')).toMatchObject({ hint: '?, L, W and # of other cron dialects are not followed' });
  });
});

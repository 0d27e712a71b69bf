import { expect, it } from 'vitest';
import { lostLogWords, removedLogWords } from './missing-log-words';

const DAY = 86_400_000;

it('says after how many days a log was removed', () => {
  expect(removedLogWords({ endedAt: 0, removedAt: 30 * DAY + 5 })).toBe('this log was removed after 30 days\n');
  expect(removedLogWords({ endedAt: 0, removedAt: DAY })).toBe('this log was removed after 1 day\n');
});

it('says why a young log was removed', () => {
  expect(removedLogWords({ endedAt: 5000, removedAt: 9000 })).toContain('newer runs');
  expect(removedLogWords({ endedAt: 9000, removedAt: 5000 })).toContain('newer runs');
});

it('does not take the blame for a log that is just not there', () => {
  expect(lostLogWords(12)).toContain('log of 12 bytes is not there');
});

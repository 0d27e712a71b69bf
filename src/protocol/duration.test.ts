import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DURATION_PATTERN, formatDuration, parseDuration } from './duration';

describe('a duration that a person wrote', () => {
  it.each([
    ['90s', 90],
    ['10m', 600],
    ['1h30m', 5400],
    ['1h2m3s', 3723],
    ['500ms', 0.5],
    ['0s', 0]
  ])('%s is %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(['', '10', 'm', '10 m', '-1s', '1.5h', '30m1h', '1d', '10min'])('%j is none', text => {
    expect(parseDuration(text)).toBeNull();
  });

  it('is read where the pattern of the schema allows it, and nowhere else', () => {
    const pattern = new RegExp(DURATION_PATTERN);
    fc.assert(
      fc.property(fc.stringMatching(/^(\d{1,2}(h|m|s|ms)|[hms ]){0,4}$/), text => {
        expect(parseDuration(text) !== null).toBe(pattern.test(text));
      })
    );
  });
});

describe('a duration in words', () => {
  it.each([
    [-1, '0 s'],
    [0.004, '0 s'],
    [0.042, '0.04 s'],
    [0.42, '0.4 s'],
    [1, '1 s'],
    [9.94, '9.9 s'],
    [9.96, '10 s'],
    [48.2, '48 s'],
    [59.7, '1 min'],
    [72, '1 min 12 s'],
    [600, '10 min'],
    [3599.6, '1 h'],
    [3780, '1 h 3 min'],
    [7200, '2 h']
  ])('%d seconds are %s', (seconds, words) => {
    expect(formatDuration(seconds)).toBe(words);
  });
});

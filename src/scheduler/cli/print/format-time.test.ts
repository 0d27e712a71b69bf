import { afterEach, describe, expect, it, vi } from 'vitest';
import { formatTime } from './format-time';

afterEach(() => vi.unstubAllEnvs());

describe('formatTime', () => {
  it.each([
    ['UTC', '2026-03-02 23:05:09'],
    ['Europe/Berlin', '2026-03-03 00:05:09'],
    ['America/New_York', '2026-03-02 18:05:09']
  ])('writes a time as the clock of %s shows it', (zone, text) => {
    vi.stubEnv('TZ', zone);

    expect(formatTime('2026-03-02T23:05:09.999Z')).toBe(text);
  });

  it('writes nothing for no time', () => {
    expect(formatTime(null)).toBe('');
  });
});

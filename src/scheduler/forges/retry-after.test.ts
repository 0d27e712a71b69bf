import { expect, it } from 'vitest';
import { retryAfter } from './retry-after';

const NOW = Date.parse('2026-03-02T12:00:00Z');
const SECONDS = NOW / 1000;

it.each([
  [429, { 'retry-after': '30' }, 30_000],
  [429, { 'retry-after': 'Mon, 02 Mar 2026 12:02:00 GMT' }, 120_000],
  [429, { 'retry-after': 'Mon, 02 Mar 2026 11:00:00 GMT' }, 0],
  [429, { 'retry-after': 'soon' }, 60_000],
  [429, { 'retry-after': '999999999999' }, 3_600_000],
  [429, {}, 60_000],
  [403, {}, null],
  [403, { 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': String(SECONDS + 10) }, null],
  [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(SECONDS + 10) }, 11_000],
  [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'never' }, null],
  [403, { 'retry-after': '5', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(SECONDS + 10) }, 5000],
  [429, { 'ratelimit-remaining': '0', 'ratelimit-reset': String(SECONDS + 10) }, 11_000]
])('reads how long an answer %i with %j asks to wait', (status, headers, wait) => {
  expect(retryAfter(status, new Headers(headers as Record<string, string>), NOW)).toBe(wait);
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock } from './system-clock';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});

afterEach(() => {
  vi.useRealTimers();
});

it('measures time that goes on when the wall clock is set back', () => {
  const [monotonic, uptime] = [systemClock.monotonic(), systemClock.uptime()];

  vi.setSystemTime(0);

  expect(systemClock.now()).toBe(0);
  expect(systemClock.monotonic()).toBeGreaterThanOrEqual(monotonic);
  expect(systemClock.uptime()).toBeGreaterThanOrEqual(uptime);
});

it('sleeps long where it is asked to sleep longer than a timer can', async () => {
  let over = false;
  void systemClock.sleep(1e12, new AbortController().signal).then(() => (over = true));

  await vi.advanceTimersByTimeAsync(1000);

  expect(over).toBe(false);
});

it('wakes when it is told to', async () => {
  const stop = new AbortController();
  const slept = systemClock.sleep(1e6, stop.signal);

  stop.abort();

  await expect(slept).resolves.toBeUndefined();
  await expect(systemClock.sleep(1e6, stop.signal)).resolves.toBeUndefined();
});

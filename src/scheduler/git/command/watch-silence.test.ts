import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchSilence } from './watch-silence';

/** A process that is watched for 10 s of silence, and what it does. */
function watched() {
  const does = { written: 0, worked: 0 as number | null };
  const silent = vi.fn<() => void>();
  const watch = watchSilence({
    limit: 10_000,
    written: () => Promise.resolve(does.written),
    worked: () => Promise.resolve(does.worked),
    silent
  });
  return { does, silent, watch };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('tells once that nothing came for the limit, half as much more at most', async () => {
  const { silent } = watched();
  await vi.advanceTimersByTimeAsync(9_900);
  expect(silent).not.toHaveBeenCalled();

  await vi.advanceTimersByTimeAsync(5_100);
  await vi.advanceTimersByTimeAsync(60_000);

  expect(silent).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});

it.each<[string, (of: ReturnType<typeof watched>) => void]>([
  ['says something', ({ watch }) => watch.heard()],
  ['writes something', ({ does }) => (does.written += 1)],
  ['computes', ({ does }) => (does.worked = (does.worked ?? 0) + 600)]
])('leaves alone what %s now and then, and ends it when that ends', async (_, getOn) => {
  const of = watched();
  for (let time = 0; time < 100; time += 9) {
    getOn(of);
    await vi.advanceTimersByTimeAsync(9_000);
  }
  expect(of.silent).not.toHaveBeenCalled();

  await vi.advanceTimersByTimeAsync(15_000);

  expect(of.silent).toHaveBeenCalledTimes(1);
});

it('does not take it for work that a process waits', async () => {
  const { does, silent } = watched();
  for (let time = 0; time < 20; time += 1) {
    does.worked = (does.worked ?? 0) + 10;
    await vi.advanceTimersByTimeAsync(1_000);
  }

  expect(silent).toHaveBeenCalledTimes(1);
});

it('tells nothing and leaves no timer once it has ended, also in the middle of a look', async () => {
  const { silent, watch } = watched();
  vi.advanceTimersByTime(5_000);

  watch.end();
  await vi.advanceTimersByTimeAsync(60_000);

  expect(silent).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

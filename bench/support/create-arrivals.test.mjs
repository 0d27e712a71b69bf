import { expect, it } from 'vitest';
import { createArrivals } from './create-arrivals.mjs';

it('tells when something came, to those who asked before and after', async () => {
  const arrivals = createArrivals();
  const before = arrivals.of('run');
  const began = performance.now();

  arrivals.note('run');

  expect(await before).toBeGreaterThanOrEqual(began);
  expect(await arrivals.of('run')).toBe(await before);
});

it('keeps the first time', async () => {
  const arrivals = createArrivals();
  arrivals.note('run');
  const first = await arrivals.of('run');

  arrivals.note('run');

  expect(await arrivals.of('run')).toBe(first);
});

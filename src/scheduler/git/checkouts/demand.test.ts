import { expect, it } from 'vitest';
import { createDemand, DEMAND_WINDOW } from './demand';

it('is none before anything was in use', () => {
  expect(createDemand().peak(1_000_000)).toBe(0);
});

it('is the most at once, for half an hour at least and an hour at most', () => {
  const demand = createDemand();
  demand.note(3, DEMAND_WINDOW);
  demand.note(1, DEMAND_WINDOW + 1);

  expect(demand.peak(2 * DEMAND_WINDOW - 1)).toBe(3);
  expect(demand.peak(2 * DEMAND_WINDOW)).toBe(3);
  expect(demand.peak(3 * DEMAND_WINDOW)).toBe(1);
});

it('counts what is in use all the time', () => {
  const demand = createDemand();
  demand.note(2, 0);

  expect(demand.peak(10 * DEMAND_WINDOW)).toBe(2);
});

it('stays at one for a repository that is used once a day', () => {
  const demand = createDemand();
  demand.note(1, 0);
  demand.note(0, 1);

  expect(demand.peak(48 * DEMAND_WINDOW)).toBe(1);
});

it('forgets the rush after an hour also when nothing happens meanwhile, and where the clock was set back', () => {
  const demand = createDemand();
  demand.note(5, 10 * DEMAND_WINDOW);
  demand.note(0, 10 * DEMAND_WINDOW);
  expect(demand.peak(12 * DEMAND_WINDOW)).toBe(1);

  demand.note(5, 12 * DEMAND_WINDOW);
  demand.note(0, 12 * DEMAND_WINDOW);
  expect(demand.peak(0)).toBe(5);
  expect(demand.peak(2 * DEMAND_WINDOW)).toBe(1);
});

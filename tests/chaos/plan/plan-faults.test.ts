import { expect, it } from 'vitest';
import { FAULT_KINDS } from '../history/history';
import { planFaults } from './plan-faults';
import { createRandom } from './random';

const kindsOf = (seed: number, kills: number, brief = false): readonly string[] =>
  planFaults(createRandom(seed), kills, brief)
    .flat()
    .map(fault => fault.kind);

it('plans the same for the same seed, and something else for another', () => {
  expect(planFaults(createRandom(7), 60, false)).toEqual(planFaults(createRandom(7), 60, false));
  expect(planFaults(createRandom(7), 60, false)).not.toEqual(planFaults(createRandom(8), 60, false));
});

it.each([1, 25, 26, 1000])('kills the scheduler %i times', kills => {
  const killing = kindsOf(1, kills).filter(kind => kind === 'kill_scheduler' || kind === 'kill_everything');

  expect(killing).toHaveLength(kills);
});

it('has every kind of fault in each round, at least once', () => {
  expect(new Set(kindsOf(1, 25))).toEqual(new Set(FAULT_KINDS));
  expect(new Set(kindsOf(1, 25, true))).toEqual(new Set(FAULT_KINDS));
});

it('fills the disk a hundred times in a thousand kills', () => {
  expect(kindsOf(3, 1000).filter(kind => kind === 'fill_disk').length).toBeGreaterThanOrEqual(100);
});

it('has pauses and choices within their bounds', () => {
  for (const { after, lasts, choice } of planFaults(createRandom(5), 200, false).flat()) {
    expect(after).toBeGreaterThanOrEqual(0);
    expect(after).toBeLessThan(1_200);
    expect(lasts).toBeLessThan(1_500);
    expect(choice).toBeLessThan(1);
  }
});

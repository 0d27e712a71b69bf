import { expect, it } from 'vitest';
import { settleDues } from './settle-dues';

const MINUTE = 60_000;
const NOW = 100 * MINUTE;

it.each([
  ['last', [70, 80, 90], [90]],
  ['last', [70, 80, 99.5], [99.5]],
  ['last', [99.2, 99.8], [99.2, 99.8]],
  ['none', [70, 80, 90], []],
  ['none', [80, 99.5], [99.5]],
  ['all', [70, 80, 99.5], [70, 80, 99.5]],
  ['last', [], []]
] as const)('missed: %s of %j', (missed, dues, expected) => {
  const settled = settleDues(
    dues.map(due => due * MINUTE),
    NOW,
    missed
  );

  expect(settled.map(({ dueAt }) => dueAt)).toEqual(dues.map(due => due * MINUTE));
  expect(settled.filter(({ run }) => run).map(({ dueAt }) => dueAt / MINUTE)).toEqual(expected);
});

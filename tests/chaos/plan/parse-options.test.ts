import { expect, it } from 'vitest';
import { parseOptions } from './parse-options';

it('kills a thousand times with a seed of the moment', () => {
  expect(parseOptions([], 1_234_567)).toEqual({ seed: 234_567, kills: 1_000, minutes: null, brief: false, sabotage: null });
});

it('has a short form with a fixed seed, whose parts can be changed', () => {
  expect(parseOptions(['--short'], 5)).toMatchObject({ seed: 1, kills: 25, brief: true });
  expect(parseOptions(['--short', '--seed', '9', '--kills', '3'], 5)).toMatchObject({ seed: 9, kills: 3 });
});

it('takes a sabotage and a limit of minutes', () => {
  expect(parseOptions(['--sabotage', 'drop-line', '--minutes', '10'], 5)).toMatchObject({ sabotage: 'drop-line', minutes: 10 });
});

it.each([
  [['--kills', 'many'], '--kills many is no number; use a whole one from 1'],
  [['--seed', '0'], '--seed 0 is no number; use a whole one from 1'],
  [['--sabotage', 'x'], 'unknown sabotage x; use start-twice, drop-line, false-status, lose-run, leave-process']
])('refuses %j', (args, error) => {
  expect(parseOptions(args, 5)).toEqual({ error });
});

it('refuses what it doesn’t know', () => {
  expect(parseOptions(['--fast'], 5)).toMatchObject({ error: expect.stringContaining('--fast') as string });
});

import { expect, it } from 'vitest';
import type { TaskId } from '../../protocol/identity';
import { lapShares } from './lap-shares';

const task = (name: string, duration: number | null, done = true) => ({ task: name as TaskId, name, duration, done });

it('gives each task its part of the time', () => {
  const shares = lapShares([task('a', 30), task('b', 10), task('c', null, false)]);

  expect(shares.map(({ share }) => share)).toEqual([0.75, 0.25, 0]);
  expect(shares[2]).toMatchObject({ duration: 0, done: false });
});

it('gives nobody a part when nothing has run', () => {
  expect(lapShares([task('a', null), task('b', 0)]).map(({ share }) => share)).toEqual([0, 0]);
});

import { expect, it } from 'vitest';
import type { RunId, TaskId } from '../../../protocol/identity';
import { createSuspects } from './suspects';

const [A, B] = ['a', 'b'] as [TaskId, TaskId];
const run = (number: number): RunId => `r${number}` as RunId;

it('lists all that it was given and all that had a run, the busy ones apart', () => {
  const suspects = createSuspects([A], 2);

  expect([suspects.note(B, run(1)), suspects.note(B, run(2))]).toEqual([false, true]);

  expect(suspects.list('all')).toEqual([A, B]);
  expect(suspects.list('busy')).toEqual([B]);
});

it('counts a run once, however often it is told of', () => {
  const suspects = createSuspects([], 2);

  [1, 1, 1].forEach(number => suspects.note(A, run(number)));

  expect(suspects.list('busy')).toEqual([]);
});

it('counts anew once a task is looked at', () => {
  const suspects = createSuspects([], 2);
  [1, 2].forEach(number => suspects.note(A, run(number)));

  suspects.clear(A);

  expect(suspects.list('all')).toEqual([]);
  expect([suspects.note(A, run(3)), suspects.note(A, run(4))]).toEqual([false, true]);
});

it('keeps one whose look failed behind the others, and not busy before it is released', () => {
  const suspects = createSuspects([A, B], 2);
  suspects.clear(A);
  suspects.hold(A);
  [1, 2].forEach(number => suspects.note(A, run(number)));

  expect([suspects.list('all'), suspects.list('busy')]).toEqual([[B, A], []]);
  suspects.release();

  expect(suspects.list('busy')).toEqual([A]);
});

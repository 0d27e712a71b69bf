import { expect, it } from 'vitest';
import type { RunId, TaskId } from '../../protocol/identity';
import type { RunTrigger } from '../../protocol/run';
import type { WaitingRun } from './next-turn';
import { enqueue, enqueueAll } from './queue';

const waiting = (run: string, trigger: RunTrigger): WaitingRun => ({ run: run as RunId, task: 'task' as TaskId, trigger });

function order(...runs: readonly (readonly [string, RunTrigger])[]): readonly string[] {
  return runs.reduce<readonly WaitingRun[]>((queue, [run, trigger]) => enqueue(queue, waiting(run, trigger)), []).map(({ run }) => run);
}

it('begins with what a person asked for last', () => {
  expect(order(['a', 'run_now'], ['due', 'schedule'], ['b', 'run_now'])).toEqual(['b', 'a', 'due']);
});

it('goes on with what is due, in that order, and ends with further attempts', () => {
  expect(order(['r', 'retry'], ['d', 'schedule'], ['s', 'retry'], ['e', 'schedule'], ['a', 'run_now'])).toEqual(['a', 'd', 'e', 'r', 's']);
});

it('has each run once', () => {
  expect(order(['d', 'schedule'], ['e', 'schedule'], ['d', 'schedule'])).toEqual(['e', 'd']);
});

it('takes those back that waited before, each behind others of its kind', () => {
  const queue = [waiting('a', 'run_now'), waiting('d', 'schedule')];

  expect(enqueueAll(queue, [waiting('b', 'run_now'), waiting('e', 'schedule')]).map(({ run }) => run)).toEqual(['a', 'b', 'd', 'e']);
});

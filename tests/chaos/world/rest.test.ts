import { expect, it } from 'vitest';
import { TASKS } from '../load/organisations';
import type { LiveRun } from './run-views';
import { createRecorder } from './recorder';
import { comeToRest } from './rest';
import type { World } from './world';

const SOON = 250;

/** What the rest is waited for by: a scheduler's answers, and whose supervisors live. */
async function vainWaits(answers: (path: string) => unknown, live: readonly Partial<LiveRun>[] = []): Promise<readonly string[]> {
  const recorder = createRecorder();
  const api = { get: (path: string) => Promise.resolve(answers(path)) };
  await comeToRest({ repositories: {}, api, recorder, views: { liveRuns: () => live } } as unknown as World, SOON);
  return recorder.recorded.vainWaits;
}

const disabled = TASKS.map(({ key }) => ({ organisation: key.split('/')[0], name: key.split('/')[1], disabled: true }));
const answer = (tasks: unknown, runs: (path: string) => readonly unknown[]): ((path: string) => unknown) => {
  return path => (path === '/api/tasks' ? { tasks } : { runs: runs(path) });
};

it('is there where all tasks are disabled and nothing runs', async () => {
  expect(await vainWaits(answer(disabled, () => []))).toEqual([]);
});

it('is missed where no scheduler answers', async () => {
  expect(await vainWaits(() => null)).toEqual(['no scheduler answers, 0.25 s after all tasks were disabled']);
});

it('is missed where a task is still enabled', async () => {
  const [first, ...rest] = disabled;

  expect(await vainWaits(answer([{ ...first, disabled: false }, ...rest], () => []))).toEqual([
    expect.stringContaining('these are enabled: steady/quick') as string
  ]);
});

it('is missed where a run is open, or its supervisor lives', async () => {
  const one = (path: string): readonly unknown[] => (path === '/api/tasks/slow/wait/runs?status=RUNNING' ? [{ id: 'r1' }] : []);

  expect(await vainWaits(answer(disabled, one))).toEqual([expect.stringContaining('run r1 of slow/wait is RUNNING,') as string]);
  expect(
    await vainWaits(
      answer(disabled, () => []),
      [{ run: 'r2', task: 'a/b' }]
    )
  ).toEqual([expect.stringContaining('the supervisor of r2 of a/b lives') as string]);
});

import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NotebookTasks } from '../../protocol/notebook-tasks';
import { createGit } from '../git/create-git';
import { makeTestRepository, silentLogger, testClock, type TestRepository } from '../git/test-support/make-test-repository';
import { createWorkingCopies } from '../git/working-copies/create-working-copies';
import { createFakeAdapters, type FakeAdapters } from '../test-support/fake-adapters';
import { configure, factsOf } from '../test-support/wired-scheduler';
import { wireScheduler, type WiredScheduler } from '../wire';

let there: TestRepository;
let adapters: FakeAdapters;
let scheduler: WiredScheduler;

const notebook = (...sources: readonly string[]): string =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: sources.map(source => ({ cell_type: 'code', source, metadata: {} }))
  });
const definitions = (...tasks: readonly string[]): string =>
  `codops: debr\ntasks:\n${tasks.map(task => `  ${task}, executor: python, disabled: true}\n`).join('')}`;
const WORK = 'work: {notebook: n/a.ipynb, method: work';

beforeEach(() => {
  there = makeTestRepository();
});

afterEach(() => {
  scheduler.stop();
  adapters.store.close();
  there.remove();
});

/** A scheduler over the real git that serves the repository as it is now. */
async function serve(url = there.root): Promise<void> {
  const git = createGit({ stateDir: join(there.folder, 'state'), clock: testClock, logger: silentLogger, keeperThread: null });
  adapters = { ...createFakeAdapters([]), git, workingCopies: createWorkingCopies() };
  const configuration = configure(`repositories: [{url: ${url}}]`);
  scheduler = wireScheduler(adapters, { configuration, facts: factsOf(adapters), keepRunning: true, end: () => undefined });
  await scheduler.start();
  await expect.poll(() => scheduler.services.queries.repositories().some(({ commit }) => commit !== null)).toBe(true);
}

async function ask(path = 'n/a.ipynb'): Promise<NotebookTasks> {
  const answer = await scheduler.services.commands.notebookTasks(join(there.root, path));
  if (!answer.ok) {
    throw new Error(answer.refusal.message);
  }
  return answer.value;
}

describe('the tasks of a notebook', () => {
  it('are those on master, with the cells that the loop runs, each source once', async () => {
    const sources = ['import os', 'def work():\n    return os.name', 'def other(): pass'];
    const commit = there.commit({
      'n/a.ipynb': notebook(...sources),
      'b.ipynb': notebook('def work(): pass'),
      'peach.yaml': definitions(
        WORK,
        'needed: {notebook: n/a.ipynb, method: work, cells: needed',
        'full: {notebook: n/a.ipynb, method: other, full_notebook: true',
        'elsewhere: {notebook: b.ipynb, method: work'
      )
    });
    await serve();

    const answer = await ask();

    expect(answer).toMatchObject({ repository: there.root, branch: 'master', commit });
    expect(
      answer.tasks.map(({ name, method, cells, on_master, runs }) => [name, method, cells, on_master, runs?.map(at => answer.sources[at])])
    ).toEqual([
      ['work', 'work', 'entry', true, [sources[1]]],
      ['needed', 'work', 'needed', true, [sources[0], sources[1]]],
      ['full', 'other', 'all', true, sources]
    ]);
    expect(answer.sources).toHaveLength(3);
  });

  it('have the cells of the commit, whatever the checkout has now', async () => {
    there.commit({ 'n/a.ipynb': notebook('def work(): return 1'), 'peach.yaml': definitions(WORK) });
    await serve();
    there.write('n/a.ipynb', notebook('def work(): return 2'));

    expect((await ask()).sources).toEqual(['def work(): return 1']);
  });

  it('include those that only the definition files of the checkout have', async () => {
    there.commit({ 'n/a.ipynb': notebook('def work(): pass'), 'peach.yaml': definitions(WORK) });
    await serve();
    there.write('peach.conf/new.yaml', definitions('fresh: {notebook: n/a.ipynb, method: work'));

    expect((await ask()).tasks).toMatchObject([
      { name: 'fresh', on_master: false, runs: null },
      { name: 'work', on_master: true, runs: [0] }
    ]);
  });

  it('are found as the checkout says, and compared with what master runs', async () => {
    there.commit({ 'n/a.ipynb': notebook('def work(): pass'), 'b.ipynb': notebook('def work(): pass'), 'peach.yaml': definitions(WORK) });
    await serve();
    there.write('peach.yaml', definitions('work: {notebook: n/a.ipynb, method: renamed, cells: all'));
    expect((await ask()).tasks).toMatchObject([{ method: 'renamed', cells: 'all', on_master: true, runs: [0] }]);

    there.write('peach.yaml', definitions('work: {notebook: b.ipynb, method: work'));
    expect((await ask('b.ipynb')).tasks).toMatchObject([{ name: 'work', on_master: true, runs: null }]);
  });

  it('have nothing to run where master’s definition does not fit its notebook', async () => {
    there.commit({ 'n/a.ipynb': notebook('x = 1'), 'peach.yaml': definitions(WORK) });
    await serve();

    expect((await ask()).tasks).toMatchObject([{ name: 'work', on_master: true, runs: null }]);
  });

  it('are none outside of a served repository', async () => {
    there.commit({ 'n/a.ipynb': notebook('def work(): pass'), 'peach.yaml': definitions(WORK) });
    await serve();
    const nothing = { repository: null, branch: null, commit: null, sources: [], tasks: [] };

    expect(await ask('../elsewhere.ipynb')).toEqual(nothing);
    expect(await ask('not-there.ipynb')).toEqual(nothing);
    there.git('worktree', 'add', '--quiet', '../other', '--detach');
    expect(await ask('../other/n/a.ipynb')).toEqual(nothing);
  });
});

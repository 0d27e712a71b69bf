import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Task } from '../../src/protocol/task';
import { useBench } from './support/bench';
import { createRepository, notebook, type TestRepository } from './support/repository';
import { knowsTask } from './support/scheduler';
import { until } from './support/until';

const bench = useBench();

const NOTEBOOK = 'work.ipynb';
const definition = (tasks: string): string => `codops: debr\ntasks:\n${tasks}`;
const task = (name: string, more = ''): string => `  ${name}:\n    notebook: ${NOTEBOOK}\n    method: task\n    executor: python\n${more}`;

function saying(words: string): string {
  return notebook(`def task():\n    print("${words}")\n    return "${words}"`);
}

function prepare(root: string, words = 'first'): TestRepository {
  const repository = createRepository(root);
  repository.write(NOTEBOOK, saying(words));
  repository.write('peach.yaml', definition(task('work')));
  return repository;
}

it('runs what the head of master says at the start of each run, never a branch or a working copy', async () => {
  const { directory, start } = bench();
  const repository = prepare(join(directory, 'repository'));
  const first = repository.commit('First');
  const scheduler = await start({ repositories: [{ url: repository.root }] });
  const run = await scheduler.nextEnd('debr/work');
  expect(run).toMatchObject({ version: first, result: 'first' });

  repository.git('switch', '--quiet', '--create', 'feature/other');
  repository.write(NOTEBOOK, saying('branch'));
  repository.commit('On a branch');
  repository.write(NOTEBOOK, saying('uncommitted'));
  const onBranch = await scheduler.nextEnd('debr/work', (await scheduler.runs('debr/work'))[0]?.id);
  expect(onBranch).toMatchObject({ version: first, result: 'first' });

  repository.git('stash');
  repository.git('switch', '--quiet', 'master');
  repository.write(NOTEBOOK, saying('second'));
  const second = repository.commit('Second');
  const newest = await scheduler.nextEnd(
    'debr/work',
    (await scheduler.runNow('debr/work').catch(async () => (await scheduler.runs('debr/work'))[0]!)).id
  );
  expect(newest).toMatchObject({ version: second, result: 'second' });
});

it('gives a task that reaches master its turn without a restart', async () => {
  const { directory, start } = bench();
  const repository = prepare(join(directory, 'repository'));
  repository.commit('First');
  const scheduler = await start({ repositories: [{ url: repository.root }] });
  await scheduler.nextEnd('debr/work');

  repository.write('peach.yaml', definition(task('work') + task('more')));
  repository.commit('One more');

  expect(await scheduler.nextEnd('debr/more')).toMatchObject({ status: 'SUCCESS' });
});

it('keeps a task that leaves master with its history, and knows it again when it is back', async () => {
  const { directory, start } = bench();
  const repository = prepare(join(directory, 'repository'));
  repository.write('peach.yaml', definition(task('work') + task('other')));
  repository.commit('Both');
  const scheduler = await start({ repositories: [{ url: repository.root }] });
  const run = await scheduler.nextEnd('debr/work');
  const { id } = await scheduler.task('debr/work');

  repository.write('peach.yaml', definition(task('other')));
  repository.commit('Without work');
  const gone = await until('work is removed', async () => {
    const found = await scheduler.task('debr/work');
    return found.removed ? found : null;
  });
  expect(gone).toMatchObject({ id, removed: true });
  expect((await scheduler.runs('debr/work')).map(each => each.id)).toContain(run.id);

  repository.write('peach.yaml', definition(task('work') + task('other')));
  repository.commit('Work is back');
  await until('work is back', async () => !(await scheduler.task('debr/work')).removed);
  expect((await scheduler.task('debr/work')).id).toBe(id);
});

it('says where a definition is wrong, and lets every other task go on', async () => {
  const { directory, start } = bench();
  const repository = prepare(join(directory, 'repository'));
  repository.write('peach.conf/good.yaml', definition(task('good')));
  repository.write('peach.conf/broken.yaml', 'codops: debr\ntasks:\n  - [unclosed');
  repository.write('peach.yaml', definition(task('work').replace('executor: python', 'executor: sprak')));
  repository.commit('Wrong in two ways');
  const scheduler = await start({ repositories: [{ url: repository.root }] });

  expect(await scheduler.nextEnd('debr/good')).toMatchObject({ status: 'SUCCESS' });
  const wrong = await scheduler.task('debr/work');
  expect(wrong).toMatchObject({ invalid: true, problems: [{ file: 'peach.yaml', line: 6, column: 15 }] });
  expect(wrong.problems[0]?.message).toContain('sprak');
  const { organisations } = await scheduler.get<{
    organisations: { problems: { file: string }[]; repositories: { problems: { file: string }[] }[] }[];
  }>('/api/organisations');
  const files = organisations
    .flatMap(organisation => [...organisation.problems, ...organisation.repositories.flatMap(each => each.problems)])
    .map(problem => problem.file);
  expect(files).toContain('peach.conf/broken.yaml');

  const refused = await scheduler.request('POST', '/api/tasks/debr/work/runs');
  expect(refused.status).toBe(409);
});

it('tells a task whose arguments don’t fit, and one whose function is missing', async () => {
  const { directory, start } = bench();
  const repository = prepare(join(directory, 'repository'));
  repository.write('peach.yaml', definition(task('work', '    args: {day: 1}\n') + task('none').replace('method: task', 'method: taks')));
  repository.commit('Two that do not fit');
  const scheduler = await start({ repositories: [{ url: repository.root }] });

  const argument = await knowsTask(scheduler, 'debr/work');
  const missing = await knowsTask(scheduler, 'debr/none');

  expect(argument).toMatchObject({ invalid: true, problems: [{ file: 'peach.yaml', line: 7 }] });
  expect(argument.problems[0]?.message).toContain('day');
  expect(missing).toMatchObject({ invalid: true, problems: [{ file: 'peach.yaml', line: 10 }] });
  expect(`${missing.problems[0]?.message} ${missing.problems[0]?.hint}`).toContain('task');
});

it('holds a task for an executor that comes later, with those words', async () => {
  const { directory, start } = bench();
  const repository = prepare(join(directory, 'repository'));
  repository.write('peach.yaml', definition(task('podded').replace('executor: python', 'executor: kubernetes') + task('work')));
  repository.commit('Later');
  const scheduler = await start({ repositories: [{ url: repository.root }] });
  await scheduler.nextEnd('debr/work');

  const { tasks: known } = await scheduler.get<{ tasks: Task[] }>('/api/tasks?organisation=debr');

  expect(known.map(({ name, held, invalid, last_run }) => [name, held !== null, invalid, last_run === null])).toEqual([
    ['podded', true, false, true],
    ['work', false, false, false]
  ]);
});

it('fails a Spark run at once, and says what is missing', async () => {
  const { directory, start } = bench();
  const repository = prepare(join(directory, 'repository'));
  repository.write('peach.yaml', definition(task('work').replace('    executor: python\n', '')));
  repository.commit('The default executor');
  const scheduler = await start({ repositories: [{ url: repository.root }] });

  const run = await scheduler.nextEnd('debr/work');

  expect(run).toMatchObject({ status: 'FAILURE', executor: 'spark', log_bytes: 0 });
  expect(run.reason).toContain('executor: python');
});

it('lets no repository define what another one does', async () => {
  const { directory, start } = bench();
  const mine = prepare(join(directory, 'mine'));
  mine.commit('Mine');
  const theirs = prepare(join(directory, 'theirs'), 'theirs');
  theirs.write('peach.conf/own.yaml', definition(task('own')).replace('debr', 'sesr'));
  theirs.commit('Theirs claims debr too');
  const scheduler = await start({
    repositories: [
      { url: mine.root, organisations: ['debr'] },
      { url: theirs.root, organisations: ['sesr'] }
    ]
  });

  expect(await scheduler.nextEnd('debr/work')).toMatchObject({ result: 'first' });
  expect(await scheduler.nextEnd('sesr/own')).toMatchObject({ result: 'theirs' });
  const sesr = await scheduler.organisation('sesr');
  const problems = [...sesr.problems, ...sesr.repositories.flatMap(repository => repository.problems)];
  expect(problems).toMatchObject([{ file: 'peach.yaml', line: 1 }]);
});

it('runs the cells that the function needs, and says in the log which', async () => {
  const { directory, start } = bench();
  const repository = createRepository(join(directory, 'repository'));
  repository.write(
    NOTEBOOK,
    notebook(
      'import json',
      'raise SystemExit("not needed")',
      'def load():\n    return json.loads("[1, 2]")',
      'rows = load()',
      'def task():\n    return sum(rows)'
    )
  );
  repository.write('peach.yaml', definition(task('work', '    cells: needed\n')));
  repository.commit('First');
  const scheduler = await start({ repositories: [{ url: repository.root }] });

  const run = await scheduler.nextEnd('debr/work');

  expect(run).toMatchObject({ status: 'SUCCESS', result: 3 });
  expect(await scheduler.log(run.id)).toBe('task in cell 5 needs cells 1, 3 and 4\n');
});

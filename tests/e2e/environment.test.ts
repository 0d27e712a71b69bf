import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Organisation } from '../../src/protocol/organisation';
import { useBench } from './support/bench';
import { createRepository, notebook, type TestRepository } from './support/repository';
import type { TestScheduler } from './support/scheduler';
import { until } from './support/until';

const bench = useBench();

const FILE = (shared: string, own: string): string => `codops: debr
dependencies: [${shared}]
tasks:
  first: {notebook: work.ipynb, method: first, executor: python}
  second: {notebook: work.ipynb, method: second, executor: python, dependencies: [${own}]}
`;

function prepare(directory: string, shared: string, own: string): TestRepository {
  const repository = createRepository(join(directory, 'repository'));
  repository.write(
    'work.ipynb',
    notebook(
      'def first():\n    import six\n    return six.__version__',
      'def second():\n    import importlib.metadata as m\n    return sorted(d.name for d in m.distributions())'
    )
  );
  repository.write('peach.yaml', FILE(shared, own));
  repository.commit('Work');
  return repository;
}

it('runs every task of an organisation in one environment with all their requirements', async () => {
  const { directory, start } = bench();
  const repository = prepare(directory, 'six==1.16.0', 'packaging');
  const scheduler = await start({ repositories: [{ url: repository.root }] });

  const first = await scheduler.nextEnd('debr/first');
  const second = await scheduler.nextEnd('debr/second');

  expect(first).toMatchObject({ status: 'SUCCESS', result: '1.16.0' });
  expect(second).toMatchObject({ status: 'SUCCESS', result: ['packaging', 'six'], environment: first.environment });
  expect((await scheduler.organisation('debr')).environment).toMatchObject({ state: 'ready', hash: first.environment, reason: null });
});

it('keeps the last good environment when a new one can’t be built, and says why at the requirement', async () => {
  const { directory, start } = bench();
  const repository = prepare(directory, 'six==1.16.0', 'packaging');
  const scheduler = await start({ repositories: [{ url: repository.root }] });
  const before = await scheduler.nextEnd('debr/second');

  repository.write('peach.yaml', FILE('six==1.16.0', 'packaging, six==1.15.0'));
  repository.commit('Two that exclude each other');
  const failed = await until('the failed build', async () => {
    const { environment } = await scheduler.organisation('debr');
    return environment.state === 'failed' ? environment : null;
  });
  const newest = (await scheduler.runs('debr/first'))[0]!;
  const after = await scheduler.nextEnd('debr/first', newest.id);

  expect(failed.hash).toBe(before.environment);
  expect(failed.reason).toContain('six');
  expect(after).toMatchObject({ status: 'SUCCESS', environment: before.environment });
  expect(await scheduler.task('debr/first')).toMatchObject({ invalid: false });
  expect(await scheduler.task('debr/second')).toMatchObject({ invalid: true, problems: [{ file: 'peach.yaml', line: 5 }] });
});

it('gives IPython to code that needs it', async () => {
  const { directory, start } = bench();
  const repository = createRepository(join(directory, 'repository'));
  repository.write(
    'work.ipynb',
    notebook('%time total = sum(range(10))\nname = !echo peach', 'def task():\n    return [total, list(name)]')
  );
  repository.write(
    'peach.yaml',
    'codops: debr\ntasks:\n  work: {notebook: work.ipynb, method: task, executor: python, full_notebook: true}\n'
  );
  repository.commit('Work');
  const scheduler = await start({ repositories: [{ url: repository.root }], interval: '1h' });

  const run = await scheduler.nextEnd('debr/work');

  expect(run).toMatchObject({ status: 'SUCCESS', result: [45, ['peach']] });
});

it('runs what master says when the environment is ready, not when the wait for it began', async () => {
  const { directory, start } = bench();
  const repository = prepare(directory, 'six==1.16.0', 'packaging');
  const scheduler = await start({ repositories: [{ url: repository.root }], interval: '1h' });
  await until('the build', async () => (await environmentState(scheduler)) === 'building');

  repository.write('work.ipynb', notebook('def first():\n    return "new"', 'def second():\n    return "new"'));
  const version = repository.commit('New code');

  expect(await scheduler.nextEnd('debr/first')).toMatchObject({ status: 'SUCCESS', version, result: 'new' });
});

it('stops a run that waits for its environment', async () => {
  const { directory, start } = bench();
  const repository = prepare(directory, 'six==1.16.0', 'packaging');
  const scheduler = await start({ repositories: [{ url: repository.root }], interval: '1h' });
  const before = await scheduler.nextEnd('debr/second');
  repository.write('peach.yaml', FILE('six==1.15.0', 'packaging, pyparsing'));
  repository.commit('Another environment');
  await until('the build', async () => (await environmentState(scheduler)) === 'building');

  const run = await scheduler.runNow('debr/second');
  const stopped = await scheduler.request('POST', `/api/runs/${run.id}/stop`);

  expect(await stopped.json()).toMatchObject({ id: run.id, status: 'KILLED', reason: 'stopped by a person before it started' });
  const next = await scheduler.runNow('debr/second');
  expect(await scheduler.ended(next.id)).toMatchObject({ status: 'SUCCESS' });
  expect((await scheduler.runs('debr/second')).map(({ id, status }) => [id, status])).toEqual([
    [next.id, 'SUCCESS'],
    [run.id, 'KILLED'],
    [before.id, 'SUCCESS']
  ]);
});

async function environmentState(scheduler: TestScheduler): Promise<string | null> {
  const { organisations } = await scheduler.get<{ organisations: Organisation[] }>('/api/organisations');
  return organisations[0]?.environment.state ?? null;
}

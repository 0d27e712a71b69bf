import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Health } from '../../src/protocol/health';
import { startForge, status, TOKEN, type ForgeServer } from '../../src/scheduler/forges/test-support/forge-server';
import { useBench } from './support/bench';
import { serveGit } from './support/git-http';
import { createRepository, notebook } from './support/repository';
import { knowsTask, type TestScheduler } from './support/scheduler';
import { until } from './support/until';

const bench = useBench();

/** A forge with one repository, which git can really fetch from it. */
async function prepare(directory: string): Promise<ForgeServer> {
  const repository = createRepository(join(directory, 'team', 'work'));
  repository.write('work.ipynb', notebook('def task():\n    return "found"'));
  repository.write('peach.yaml', 'codops: debr\ntasks:\n  work: {notebook: work.ipynb, method: task, executor: python}\n');
  repository.commit('Work');
  const forge = await startForge('gitlab', serveGit(directory));
  onTestFinished(() => forge.close());
  forge.repositories = [{ path: 'team/work', topics: ['peach-lab'], url: `${forge.url}/team/work/.git` }];
  return forge;
}

const settings = (forge: ForgeServer) => ({
  repositories: [],
  environment: { FORGE_TOKEN: TOKEN },
  extra: {
    repositories: [{ discover: { gitlab: forge.url, token_env: 'FORGE_TOKEN', organisations_by_group: { team: ['debr'] }, every: '1s' } }]
  }
});

const discovery = async (scheduler: TestScheduler) => (await scheduler.get<Health>('/api/health')).discoveries[0];

it('runs the tasks of a repository with the label as long as it has it, through outages and restarts', async () => {
  const { directory, stateDir, start } = bench();
  const forge = await prepare(directory);
  forge.instead.push(status(429, { 'retry-after': '1' }));
  const scheduler = await start(settings(forge));
  const task = await knowsTask(scheduler, 'debr/work');
  expect(await scheduler.nextEnd('debr/work')).toMatchObject({ status: 'SUCCESS', result: 'found' });
  expect(await discovery(scheduler)).toMatchObject({ error: null, repositories: [`${forge.url}/team/work/.git`] });

  const { repositories } = forge;
  forge.repositories = [];
  const held = await until('the task is held', async () => (await scheduler.task('debr/work')).held);
  expect(held).toContain('has no label peach-lab');
  forge.repositories = repositories;
  await until('the task is held no more', async () => (await scheduler.task('debr/work')).held === null);
  expect((await scheduler.task('debr/work')).id).toBe(task.id);

  forge.always = status(502);
  await until('the outage is told', async () => (await discovery(scheduler))?.error);
  const last = (await scheduler.runs('debr/work'))[0]?.id;
  expect(await scheduler.nextEnd('debr/work', last)).toMatchObject({ result: 'found' });

  await scheduler.kill('SIGKILL');
  const second = await start(settings(forge));
  const before = (await second.runs('debr/work'))[0]?.id;
  expect(await second.nextEnd('debr/work', before)).toMatchObject({ result: 'found' });
  expect(await discovery(second)).toMatchObject({
    error: expect.stringContaining('answered 502') as string,
    repositories: [expect.any(String)]
  });

  forge.always = null;
  await until('the forge answers again', async () => (await discovery(second))?.error === null);
  expect(readFileSync(join(stateDir, 'test.log'), 'utf8')).not.toContain(TOKEN);
  expect(JSON.stringify(await second.get('/api/health'))).not.toContain(TOKEN);
});

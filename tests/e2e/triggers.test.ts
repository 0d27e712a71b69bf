import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import type { DueTimesAnswer } from '../../src/protocol/list-answers';
import type { Notification } from '../../src/protocol/notification';
import { useBench } from './support/bench';
import { createRepository, notebook, type TestRepository } from './support/repository';
import { until } from './support/until';

const bench = useBench();

const SOURCE = `
def task(word="definition", fail=False):
    print(word)
    if fail:
        raise ValueError(word)
    return word`;

function prepare(root: string, tasks: Readonly<Record<string, string>>): TestRepository {
  const repository = createRepository(root);
  repository.write('work.ipynb', notebook(SOURCE));
  const lines = Object.entries(tasks).map(([name, more]) => `  ${name}: {notebook: work.ipynb, method: task, executor: python${more}}\n`);
  repository.write('peach.yaml', `codops: debr\ntasks:\n${lines.join('')}`);
  repository.commit('Tasks');
  return repository;
}

it('runs what is due once, though the scheduler is killed before it', { timeout: 150_000 }, async () => {
  const { directory, start } = bench();
  const repository = prepare(join(directory, 'repository'), { work: ', schedule: "* * * * *"' });
  const settings = { repositories: [{ url: repository.root }] };
  const first = await start(settings);
  const due = await until('its due time is known', async () => (await first.task('debr/work').catch(() => null))?.next_due);
  await first.kill('SIGKILL');

  const scheduler = await start(settings);
  const run = await scheduler.ended((await until('it runs', async () => (await scheduler.runs('debr/work')).at(-1))).id);

  expect(run).toMatchObject({ status: 'SUCCESS', trigger: 'schedule', result: 'definition' });
  const { due_times: times } = await scheduler.get<DueTimesAnswer>('/api/tasks/debr/work/due-times');
  expect(times.at(-1)).toMatchObject({ due_at: due, run: run.id });
  expect(['ran', 'late']).toContain(times.at(-1)?.outcome);
  expect((await scheduler.runs('debr/work')).length).toBeLessThanOrEqual(times.length);
});

it('tries again what fails, with the arguments it was asked for', async () => {
  const { directory, start } = bench();
  const repository = prepare(join(directory, 'repository'), { work: ', schedule: "0 0 1 1 *", retries: {limit: 1, delay: 1s}' });
  const scheduler = await start({ repositories: [{ url: repository.root }] });
  await until('it is known', () => scheduler.task('debr/work').catch(() => null));

  const answer = await scheduler.request('POST', '/api/tasks/debr/work/runs', { args: { word: 'asked', fail: true } });
  expect(answer.status).toBe(202);
  const runs = await until('both have ended', async () => {
    const found = await scheduler.runs('debr/work');
    return found.length === 2 && found.every(({ ended_at }) => ended_at !== null) ? found : null;
  });

  expect(runs.map(({ attempt, trigger, reason }) => [attempt, trigger, reason])).toEqual([
    [2, 'retry', 'ValueError: asked'],
    [1, 'run_now', 'ValueError: asked']
  ]);
  await pause(2000);
  expect(await scheduler.runs('debr/work')).toHaveLength(2);
});

it('stands still while it is paused, over a restart too, and runs what a person asks for', async () => {
  const { directory, start } = bench();
  const repository = prepare(join(directory, 'repository'), { work: '' });
  const settings = { repositories: [{ url: repository.root }] };
  const first = await start(settings);
  await first.nextEnd('debr/work');
  expect(await (await first.request('POST', '/api/loops/debr/pause')).json()).toEqual({ paused: true });
  await first.kill('SIGKILL');

  const scheduler = await start(settings);
  await until('its repository is read', async () => (await scheduler.organisation('debr')).repositories[0]?.version);
  const before = await scheduler.runs('debr/work');
  await pause(1500);
  expect((await scheduler.runs('debr/work')).filter(({ id }) => id > (before[0]?.id ?? ''))).toEqual([]);
  const asked = await scheduler.ended((await scheduler.runNow('debr/work')).id);
  expect(asked).toMatchObject({ status: 'SUCCESS', trigger: 'run_now' });

  await scheduler.request('POST', '/api/loops/debr/resume');
  expect(await scheduler.nextEnd('debr/work', asked.id)).toMatchObject({ status: 'SUCCESS', trigger: 'loop' });
});

it('tells a webhook once that a task fails, and once that it works again', async () => {
  const told: Notification[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      told.push(JSON.parse(body) as Notification);
      response.end();
    });
  });
  onTestFinished(() => void server.close());
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const webhook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const { directory, start } = bench();
  const repository = prepare(join(directory, 'repository'), { work: ', args: {fail: true}' });
  const scheduler = await start({ repositories: [{ url: repository.root }], extra: { notify: [{ webhook, after_failures: 2 }] } });
  await until('it is told', () => told.length > 0);
  const failed = (await scheduler.runs('debr/work')).length;
  await until('it has failed more often', async () => (await scheduler.runs('debr/work')).length > failed + 3);

  repository.write('peach.yaml', 'codops: debr\ntasks:\n  work: {notebook: work.ipynb, method: task, executor: python}\n');
  const good = repository.commit('Repaired');
  await until('its recovery is told', () => told.length > 1);
  await pause(1000);

  expect(told.map(({ kind, task }) => [kind, task])).toEqual([
    ['failing', 'debr/work'],
    ['recovered', 'debr/work']
  ]);
  expect(told[0]).toMatchObject({ failures: 2, run: { reason: 'ValueError: definition' }, commits: { from: null } });
  expect(told[1]?.commits.to.startsWith(good)).toBe(true);
});

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { useBench } from './support/bench';
import { createRepository, notebook, type TestRepository } from './support/repository';
import { until } from './support/until';

const bench = useBench();

/** A task that prints numbered lines until a file appears. */
function prepare(directory: string): TestRepository & { readonly finish: () => void } {
  const gate = join(directory, 'finish');
  const repository = createRepository(join(directory, 'repository'));
  repository.write(
    'work.ipynb',
    notebook(`def task(gate: str):
    import os, time
    line = 0
    while not os.path.exists(gate):
        print("line", line)
        line += 1
        time.sleep(0.01)
    print("last", line)
    return line`)
  );
  repository.write(
    'peach.yaml',
    `codops: debr\ntasks:\n  work: {notebook: work.ipynb, method: task, executor: python, args: {gate: ${gate}}}\n`
  );
  repository.commit('Work');
  return { ...repository, finish: () => writeFileSync(gate, '') };
}

function expectWholeLog(log: string, lines: number): void {
  const wanted = [...Array.from({ length: lines }, (_, index) => `line ${index}`), `last ${lines}`];
  expect(log.trimEnd().split('\n')).toEqual(wanted);
}

it('adopts a run that goes on after the scheduler was killed; it ends once, with its true status and every line', async () => {
  const { directory, start } = bench();
  const repository = prepare(directory);
  const settings = { repositories: [{ url: repository.root }], interval: '1h' };
  const first = await start(settings);
  const running = await until(
    'the run',
    async () =>
      (await first.request('GET', '/api/tasks/debr/work/runs')).ok && (await first.runs('debr/work')).find(run => run.status === 'RUNNING')
  );
  await until('some lines', async () => (await first.log(running.id)).includes('line 20'));

  await first.kill('SIGKILL');
  const second = await start(settings);
  expect(await second.get(`/api/runs/${running.id}`)).toMatchObject({ status: 'RUNNING', started_at: running.started_at });
  const before = (await second.log(running.id)).length;
  await until('more lines after the restart', async () => (await second.log(running.id)).length > before);
  repository.finish();
  const ended = await second.ended(running.id);

  expect(ended).toMatchObject({ status: 'SUCCESS', exit_code: 0 });
  expectWholeLog(await second.log(running.id), ended.result as number);
  expect(await second.runs('debr/work')).toHaveLength(1);
});

it('takes the true end of a run that ended while no scheduler was there', async () => {
  const { directory, stateDir, start } = bench();
  const repository = prepare(directory);
  const settings = { repositories: [{ url: repository.root }], interval: '1h' };
  const first = await start(settings);
  const running = await until(
    'the run',
    async () =>
      (await first.request('GET', '/api/tasks/debr/work/runs')).ok && (await first.runs('debr/work')).find(run => run.status === 'RUNNING')
  );

  await first.kill('SIGKILL');
  repository.finish();
  await until('its end record', () => existsSync(join(stateDir, 'runs', running.id, 'end.json')));
  const second = await start(settings);
  const ended = await second.ended(running.id);

  expect(ended.status).toBe('SUCCESS');
  expectWholeLog(await second.log(running.id), ended.result as number);
});

it('refuses a second scheduler on the same state directory, and names the owner', async () => {
  const { directory, start } = bench();
  const repository = prepare(directory);
  const scheduler = await start({ repositories: [{ url: repository.root }], interval: '1h' });

  await expect(start({ repositories: [{ url: repository.root }], interval: '1h' })).rejects.toThrow(
    new RegExp(`process id ${scheduler.address.pid} at ${scheduler.address.url}`)
  );
});

it('runs what waited in a queue when the scheduler was killed', async () => {
  const { directory, start } = bench();
  const repository = prepare(directory);
  repository.write('quick.ipynb', notebook('def task():\n    return "asked for"'));
  repository.write('peach.yaml', `${repository.read('peach.yaml')}  quick: {notebook: quick.ipynb, method: task, executor: python}\n`);
  repository.commit('A second task');
  const settings = { repositories: [{ url: repository.root }], interval: '1h' };
  const first = await start(settings);
  await until(
    'the run',
    async () =>
      (await first.request('GET', '/api/tasks/debr/work/runs')).ok && (await first.runs('debr/work')).find(run => run.status === 'RUNNING')
  );
  const asked = await first.runNow('debr/quick');

  await first.kill('SIGKILL');
  const second = await start(settings);
  expect(await second.get(`/api/runs/${asked.id}`)).toMatchObject({ status: 'QUEUED' });
  repository.finish();

  expect(await second.ended(asked.id)).toMatchObject({ status: 'SUCCESS', trigger: 'run_now', result: 'asked for' });
});

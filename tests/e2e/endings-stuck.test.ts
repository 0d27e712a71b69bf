import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, type TestContext } from 'vitest';
import { useBench } from './support/bench';
import { freezeFileSystem, type FrozenFileSystem } from './support/frozen-file-system';
import { createRepository, notebook } from './support/repository';
import type { TestScheduler } from './support/scheduler';
import { until } from './support/until';

const bench = useBench();

const WRITES = `def task(path, pids, alone):
    import os, signal, time
    def tell():
        with open(pids, "a") as file:
            print(os.getpid(), os.getppid(), file=file)
    tell()
    if not alone and os.fork() == 0:
        os.setsid()
        tell()
        alone = True
    if alone:
        open(path + "/file", "w").write("x")
    while open(pids).read().count("\\n") < 2 or " D " not in open(f"/proc/{open(pids).read().split()[2]}/stat").read():
        if open(pids).read().split()[0] != str(os.getpid()): break
        time.sleep(0.01)
    print("up", flush=True)
    time.sleep(600)`;

type Stuck = { readonly scheduler: TestScheduler; readonly frozen: FrozenFileSystem; readonly pids: string };

async function begin(context: TestContext, task: { readonly timeout: string; readonly alone: boolean }): Promise<Stuck> {
  const { directory, start, defer } = bench();
  const repository = createRepository(join(directory, 'repository'));
  const frozen = freezeFileSystem(directory) ?? context.skip('no file system can be mounted here');
  let thawed = false;
  const thaw = (): void => {
    if (!thawed) {
      thawed = true;
      frozen.remove();
    }
  };
  defer(thaw);
  const pids = join(directory, 'pids');
  repository.write('work.ipynb', notebook(WRITES, 'def other():\n    return 1'));
  const args = JSON.stringify({ path: frozen.path, pids, alone: task.alone });
  repository.write(
    'peach.yaml',
    `codops: debr
tasks:
  work: {notebook: work.ipynb, method: task, executor: python, timeout: ${task.timeout}, args: ${args}}
  other: {notebook: work.ipynb, method: other, executor: python}
`
  );
  repository.commit('Work');
  const scheduler = await start({ repositories: [{ url: repository.root }], interval: '1h' });
  return { scheduler, pids, frozen: { path: frozen.path, remove: thaw } };
}

it('goes on with the loop though a run waits in the kernel beyond its time limit', async context => {
  const { scheduler, frozen, pids } = await begin(context, { timeout: '3s', alone: true });

  const run = await scheduler.nextEnd('debr/work');

  const [pid = '', supervisor = ''] = readFileSync(pids, 'utf8').trim().split(' ');
  expect(run.status).toBe('TIMED_OUT');
  expect(run.reason).toMatch(new RegExp(`^timed out after 3 s; process ${pid} \\(python.*\\) could not be ended: it waits in the kernel`));
  expect(await scheduler.nextEnd('debr/other')).toMatchObject({ status: 'SUCCESS', result: 1 });
  expect(existsSync(`/proc/${pid}`)).toBe(true);
  frozen.remove();
  await until('it is gone, and who waited for it', () => !existsSync(`/proc/${pid}`) && !existsSync(`/proc/${supervisor}`));
});

it('goes on with the loop though nobody is left to wait for who waits in the kernel', async context => {
  const { scheduler, frozen, pids } = await begin(context, { timeout: '1h', alone: false });
  await until('a child waits in the kernel', async () => {
    const [run] = (await scheduler.request('GET', '/api/tasks/debr/work/runs')).ok ? await scheduler.runs('debr/work') : [];
    return run !== undefined && (await scheduler.log(run.id)) === 'up\n';
  });
  const [[, supervisor], [child]] = readFileSync(pids, 'utf8')
    .trim()
    .split('\n')
    .map(line => line.split(' ')) as [[string, string], [string]];
  const warmParent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${supervisor}/status`, 'utf8'))?.[1];

  process.kill(Number(warmParent), 'SIGKILL');
  process.kill(Number(supervisor), 'SIGKILL');

  const run = await scheduler.nextEnd('debr/work');
  expect(run.status).toBe('FAILURE');
  expect(run.reason).toMatch(
    new RegExp(`^its supervisor was killed; process ${child} \\(python.*\\) could not be ended: it waits in the kernel`)
  );
  expect(await scheduler.nextEnd('debr/other')).toMatchObject({ status: 'SUCCESS', result: 1 });
  frozen.remove();
  await until('it is gone', () => !existsSync(`/proc/${child}`));
});

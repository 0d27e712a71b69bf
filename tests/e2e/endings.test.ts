import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { useBench } from './support/bench';
import { createRepository, notebook } from './support/repository';
import { until } from './support/until';

const bench = useBench();

/** Starts a double-forked child in a session of its own that ignores SIGTERM, then waits for ever itself. */
const STUBBORN = `def task(pids: str):
    import os, signal, time
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            with open(pids, "a") as file:
                print(os.getpid(), file=file, flush=True)
            time.sleep(3600)
        os._exit(0)
    with open(pids, "a") as file:
        print(os.getpid(), file=file, flush=True)
    time.sleep(3600)`;

const isAlive = (pid: string): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

it('ends the whole process tree of a run that takes too long, and the loop goes on', async () => {
  const { directory, start } = bench();
  const repository = createRepository(join(directory, 'repository'));
  const pids = join(directory, 'pids');
  repository.write('work.ipynb', notebook(STUBBORN, 'def other():\n    return 1'));
  repository.write(
    'peach.yaml',
    `codops: debr\ntasks:\n  stubborn: {notebook: work.ipynb, method: task, executor: python, timeout: 5s, args: {pids: ${pids}}}\n  other: {notebook: work.ipynb, method: other, executor: python}\n`
  );
  repository.commit('Work');
  const scheduler = await start({ repositories: [{ url: repository.root }], interval: '1h' });

  const run = await scheduler.nextEnd('debr/stubborn');

  expect(run).toMatchObject({ status: 'TIMED_OUT', reason: 'timed out after 5 s' });
  const started = readFileSync(pids, 'utf8').trim().split('\n');
  expect(started).toHaveLength(2);
  expect(started.filter(isAlive)).toEqual([]);
  expect(await scheduler.nextEnd('debr/other')).toMatchObject({ status: 'SUCCESS', result: 1 });
});

it('stops a run that a person wants to end, its children too', async () => {
  const { directory, start } = bench();
  const repository = createRepository(join(directory, 'repository'));
  const pids = join(directory, 'pids');
  repository.write('work.ipynb', notebook(STUBBORN));
  repository.write(
    'peach.yaml',
    `codops: debr\ntasks:\n  work: {notebook: work.ipynb, method: task, executor: python, args: {pids: ${pids}}}\n`
  );
  repository.commit('Work');
  const scheduler = await start({ repositories: [{ url: repository.root }], interval: '1h' });
  await until('both processes', () => existsSync(pids) && readFileSync(pids, 'utf8').trim().split('\n').length === 2);
  const run = (await scheduler.runs('debr/work'))[0]!;

  expect((await scheduler.request('POST', `/api/tasks/debr/work/runs`)).status).toBe(409);
  expect((await scheduler.request('POST', `/api/runs/${run.id}/stop`)).status).toBe(202);
  const ended = await scheduler.ended(run.id);

  expect(ended).toMatchObject({ status: 'KILLED', reason: 'stopped by a person' });
  expect(readFileSync(pids, 'utf8').trim().split('\n').filter(isAlive)).toEqual([]);
  expect((await scheduler.request('POST', `/api/runs/${run.id}/stop`)).status).toBe(409);
});

it('tells why a run failed, with notebook, cell and line in its log', async () => {
  const { directory, start } = bench();
  const repository = createRepository(join(directory, 'repository'));
  repository.write(
    'deep/er/work.ipynb',
    notebook('# nothing', 'import os\n\nasync def task(item):\n    open("beside.txt").read()\n    return {}[item]')
  );
  repository.write('deep/er/beside.txt', 'text');
  repository.write(
    'peach.yaml',
    'codops: debr\ntasks:\n  work: {notebook: deep/er/work.ipynb, method: task, executor: python, args: {item: key}}\n'
  );
  repository.commit('Work');
  const scheduler = await start({ repositories: [{ url: repository.root }], interval: '1h' });

  const run = await scheduler.nextEnd('debr/work');

  expect(run).toMatchObject({ status: 'FAILURE', reason: "KeyError: 'key'", exit_code: 1 });
  const log = await scheduler.log(run.id);
  expect(log).toContain('File "deep/er/work.ipynb, cell 2", line 5, in task');
  expect(log).toContain('return {}[item]');
});

it('never lets one organisation wait for another that hangs', async () => {
  const { directory, start } = bench();
  const hanging = createRepository(join(directory, 'hanging'));
  hanging.write('work.ipynb', notebook('def task():\n    import time\n    time.sleep(3600)', 'def other():\n    return 1'));
  hanging.write('peach.conf/debr.yaml', 'codops: debr\ntasks:\n  work: {notebook: work.ipynb, method: task, executor: python}\n');
  hanging.write('peach.conf/sesr.yaml', 'codops: sesr\ntasks:\n  work: {notebook: work.ipynb, method: other, executor: python}\n');
  hanging.commit('Work');
  const scheduler = await start({ repositories: [{ url: hanging.root }] });

  const first = await scheduler.nextEnd('sesr/work');
  const second = await scheduler.nextEnd('sesr/work', first.id);

  expect(second.status).toBe('SUCCESS');
  expect((await scheduler.task('debr/work')).state).toBe('RUNNING');
});

it('never shows a run what another wrote into its checkout', async () => {
  const { directory, start } = bench();
  const repository = createRepository(join(directory, 'repository'));
  repository.write(
    'work.ipynb',
    notebook(`def task():
    import os, stat
    seen = sorted(os.listdir("."))
    text = open("kept.txt").read()
    open("kept.txt", "w").write("spoilt")
    open("new.txt", "w").write("new")
    os.makedirs("folder/.git")
    os.chmod("folder", stat.S_IRUSR)
    return [seen, text, os.environ["TMPDIR"] != "/tmp", os.path.isdir(os.environ["TMPDIR"])]`)
  );
  repository.write('kept.txt', 'as it was');
  repository.write('peach.yaml', 'codops: debr\ntasks:\n  work: {notebook: work.ipynb, method: task, executor: python}\n');
  repository.commit('Work');
  const scheduler = await start({ repositories: [{ url: repository.root }], interval: '0s' });

  await until(
    'four runs',
    async () =>
      (await scheduler.request('GET', '/api/tasks/debr/work/runs')).ok &&
      (await scheduler.runs('debr/work')).filter(run => run.ended_at !== null).length >= 4
  );
  const results = (await scheduler.runs('debr/work')).filter(run => run.ended_at !== null).map(run => run.result);

  expect(new Set(results.map(result => JSON.stringify(result)))).toEqual(
    new Set([JSON.stringify([['kept.txt', 'peach.yaml', 'work.ipynb'], 'as it was', true, true])])
  );
});

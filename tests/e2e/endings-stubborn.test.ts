import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Run } from '../../src/protocol/run';
import { useBench } from './support/bench';
import { createRepository, notebook } from './support/repository';
import type { TestScheduler } from './support/scheduler';
import { until } from './support/until';

const bench = useBench();

/** Leaves children of every stubborn kind, notes all pids, and then does what `then` says. */
const STUBBORN = `import os, signal, subprocess, sys, time
def parent(pid): return int(open(f'/proc/{pid}/stat').read().rpartition(')')[2].split()[1])
def deaf(): signal.signal(signal.SIGTERM, signal.SIG_IGN)
def note(pids, pid):
    with open(pids, 'a') as file: print(pid, file=file, flush=True)
def detached(pids, body):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            deaf()
            note(pids, os.getpid())
            body()
        os._exit(0)
    os.wait()
def task(pids, then):
    note(pids, os.getpid())
    for _ in range(3): detached(pids, lambda: time.sleep(600))
    detached(pids, lambda: os.kill(os.getpid(), signal.SIGSTOP))
    detached(pids, lambda: os.execve('/bin/sleep', ['sleep', '600'], {}))
    note(pids, subprocess.Popen(['nohup', 'sleep', '600'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).pid)
    deaf()
    while len(open(pids).readlines()) < 7: time.sleep(0.01)
    print('up', flush=True)
    exec(then)
    return 'done'
def other(): return 1`;

const KILL_SUPERVISOR = 'os.kill(os.getppid(), signal.SIGKILL); time.sleep(600)';
const KILL_BOTH = 'above = parent(os.getppid()); os.kill(above, signal.SIGKILL); os.kill(os.getppid(), signal.SIGKILL); time.sleep(600)';
const STOP_BOTH = 'above = parent(os.getppid()); os.kill(above, signal.SIGSTOP); os.kill(os.getppid(), signal.SIGSTOP); time.sleep(600)';

const isAlive = (pid: string): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

type Work = { readonly scheduler: TestScheduler; readonly pids: string };

async function begin(then: string, timeout: string): Promise<Work> {
  const { directory, start } = bench();
  const repository = createRepository(join(directory, 'repository'));
  const pids = join(directory, 'pids');
  repository.write('work.ipynb', notebook(STUBBORN));
  const args = JSON.stringify({ pids, then });
  repository.write(
    'peach.yaml',
    `codops: debr
tasks:
  work: {notebook: work.ipynb, method: task, executor: python, timeout: ${timeout}, args: ${args}}
  other: {notebook: work.ipynb, method: other, executor: python}
`
  );
  repository.commit('Work');
  return { pids, scheduler: await start({ repositories: [{ url: repository.root }], interval: '1h' }) };
}

/** The end of the run; nobody of it is left then, and the loop has gone on. */
async function endOf({ scheduler, pids }: Work): Promise<Run> {
  const run = await scheduler.nextEnd('debr/work');
  const started = readFileSync(pids, 'utf8').trim().split('\n');
  expect(started).toHaveLength(7);
  expect(started.filter(isAlive)).toEqual([]);
  expect(await scheduler.nextEnd('debr/other')).toMatchObject({ status: 'SUCCESS', result: 1 });
  return run;
}

it('ends all that a run leaves behind when it returns', async () => {
  const run = await endOf(await begin('pass', '30s'));

  expect(run).toMatchObject({ status: 'SUCCESS', reason: null, result: 'done' });
});

it('ends all of a run that takes too long, also when its task stops the supervisor and its parent', async () => {
  const run = await endOf(await begin(STOP_BOTH, '6s'));

  expect(run).toMatchObject({ status: 'TIMED_OUT', reason: 'timed out after 6 s' });
});

it('stops all of a run whose task stopped the supervisor and its parent', async () => {
  const work = await begin(STOP_BOTH, '1h');
  await until('all are there', () => existsSync(work.pids) && readFileSync(work.pids, 'utf8').trim().split('\n').length === 7);
  const [run] = await work.scheduler.runs('debr/work');

  await work.scheduler.request('POST', `/api/runs/${run?.id}/stop`);

  expect(await endOf(work)).toMatchObject({ status: 'KILLED', reason: 'stopped by a person' });
});

it.each([
  ['its supervisor', KILL_SUPERVISOR],
  ['its supervisor and the parent of that', KILL_BOTH]
])('ends all of a run that kills %s', async (_, then) => {
  const run = await endOf(await begin(then, '1h'));

  expect(run).toMatchObject({ status: 'FAILURE', reason: 'its supervisor was killed' });
});

it('ends what was left while no scheduler lived', async () => {
  const work = await begin('time.sleep(600)', '1h');
  const { directory, start } = bench();
  await until('all are there', () => existsSync(work.pids) && readFileSync(work.pids, 'utf8').trim().split('\n').length === 7);
  const [main = ''] = readFileSync(work.pids, 'utf8').trim().split('\n');
  const above = (pid: string): string => /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
  const supervisor = above(main);
  const warmParent = above(supervisor);
  const [run] = await work.scheduler.runs('debr/work');

  await work.scheduler.kill('SIGKILL');
  process.kill(Number(warmParent), 'SIGKILL');
  process.kill(Number(supervisor), 'SIGKILL');
  const next = await start({ repositories: [{ url: join(directory, 'repository') }], interval: '1h' });

  expect(await next.ended(run?.id ?? '')).toMatchObject({ status: 'LOST', reason: 'its supervisor was killed' });
  expect(readFileSync(work.pids, 'utf8').trim().split('\n').filter(isAlive)).toEqual([]);
});

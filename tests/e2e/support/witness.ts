import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim } from '../../../src/protocol/run-folder';
import type { Run } from '../../../src/protocol/run';
import { createRepository, notebook, type TestRepository } from './repository';
import type { TestScheduler } from './scheduler';
import { until } from './until';

/** A task `debr/work` whose runs write down what they do, and go on until each is told to finish. */
export type Witness = {
  readonly repository: TestRepository;
  /** What the run wrote: one `start` for each time it was started. */
  readonly lines: (run: string) => readonly string[];
  /** Pids of its main process and of a detached child that ignores SIGTERM. */
  readonly pids: (run: string) => readonly number[];
  readonly finish: (run: string) => void;
  /** The newest run of the task that goes on, once it has written down its processes. */
  readonly underWay: (scheduler: TestScheduler, after?: string) => Promise<Run>;
};

const SOURCE = `def task(folder):
    import os, signal, time
    run = os.environ["PEACH_RUN_ID"]
    def note(*words):
        with open(os.path.join(folder, run), "a") as file:
            print(*words, file=file)
    note("start", os.getpid())
    if os.fork() == 0:
        os.setsid()
        if os.fork():
            os._exit(0)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        note("child", os.getpid())
        time.sleep(600)
    os.wait()
    print("under way", flush=True)
    while not os.path.exists(os.path.join(folder, run + ".finish")):
        time.sleep(0.01)
    note("end")
    return run`;

export function createWitness(directory: string, options: { readonly timeout?: string; readonly more?: string } = {}): Witness {
  const folder = join(directory, 'witness');
  mkdirSync(folder, { recursive: true });
  const repository = createRepository(join(directory, 'repository'));
  repository.write('work.ipynb', notebook(SOURCE));
  const settings = `notebook: work.ipynb, method: task, executor: python, args: {folder: ${folder}}`;
  const timeout = options.timeout === undefined ? '' : `, timeout: ${options.timeout}`;
  repository.write('peach.yaml', `codops: debr\ntasks:\n  work: {${settings}${timeout}}\n${options.more ?? ''}`);
  repository.commit('Work');
  const lines = (run: string): readonly string[] =>
    readdirSync(folder).includes(run) ? readFileSync(join(folder, run), 'utf8').trimEnd().split('\n') : [];
  const pids = (run: string): readonly number[] => lines(run).flatMap(line => Number(/^(?:start|child) (\d+)$/.exec(line)?.[1] ?? []));
  return {
    repository,
    lines,
    pids,
    finish: run => writeFileSync(join(folder, `${run}.finish`), ''),
    underWay: (scheduler, after = '') =>
      until('a run that is under way', async () => {
        const answer = await scheduler.request('GET', '/api/tasks/debr/work/runs?limit=5');
        const runs = answer.ok ? ((await answer.json()) as { runs: Run[] }).runs : [];
        return runs.find(run => run.status === 'RUNNING' && run.id > after && pids(run.id).length === 2);
      })
  };
}

/** Who supervises the run. */
export function readClaim(stateDir: string, run: string): Claim {
  return JSON.parse(readFileSync(join(stateDir, 'runs', run, 'claim'), 'utf8')) as Claim;
}

/** Pid of the warm parent that forked this supervisor; null where an interpreter was started for it. */
export function warmParentOf(supervisor: number): number | null {
  const status = readOrEmpty(`/proc/${supervisor}/status`);
  const parent = Number(/^PPid:\s*(\d+)/m.exec(status)?.[1] ?? 0);
  return readOrEmpty(`/proc/${parent}/cmdline`).split('\0').includes('--warm') ? parent : null;
}

/** True while the process does something: one that has ended and was not waited for does not count. */
export function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/^State:\s*[ZX]/m.test(readOrEmpty(`/proc/${pid}/status`));
}

export function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is dead already.
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

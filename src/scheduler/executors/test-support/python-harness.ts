import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { RunId, TaskId } from '../../../protocol/identity';
import type { RunSpecification } from '../../../protocol/run-folder';
import type { Environment, IClock, IExecutor, IRunFolders } from '../../ports';
import { createKeepingLogger } from '../../test-support/keeping-logger';
import type { ExecutorHarness } from './executor-contract';
import { findProcesses } from '../find-processes';
import { createProcessGroups, type IProcessGroups } from '../process-groups';
import { createPythonExecutor } from '../python-executor';
import { createRunFolders } from '../run-folders';
import { until } from '../../test-support/until';

/** Root of the repository: where vitest is started. */
const ROOT = process.cwd();

export const RUNNER_PATH = resolve(ROOT, 'peach_lab/runner/__main__.py');

/** The interpreter that tests run tasks with. */
function testPython(): string {
  const ours = resolve(ROOT, '.venv/bin/python');
  return process.env.PEACH_TEST_PYTHON ?? (existsSync(ours) ? ours : 'python3');
}

export const TEST_ENVIRONMENT: Environment = { hash: 'test', python: testPython(), builtAt: 0 };

export type PythonHarness = ExecutorHarness & {
  /** The runs' folder. */
  readonly folder: (run: RunId) => string;
  /** The state directory. */
  readonly directory: string;
  readonly runFolders: IRunFolders;
  readonly groups: IProcessGroups;
};

const clock: IClock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  uptime: () => performance.now(),
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }).catch(() => undefined)
};

let runs = 0;

/** Real supervisors and real processes below a temporary folder. */
export async function createPythonHarness(): Promise<PythonHarness> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'peach-executor-')));
  const runFolders = createRunFolders({ directory: join(directory, 'runs'), temporary: join(directory, 'tmp') });
  const groups = createProcessGroups({ directory, clock, logger: createKeepingLogger() });
  const created: RunId[] = [];
  const executors: IExecutor[] = [];
  const executor = (): IExecutor => {
    const made = createPythonExecutor({
      runFolders,
      runnerPath: RUNNER_PATH,
      preload: () => null,
      groups,
      warmParents: 8,
      clock,
      logger: createKeepingLogger()
    });
    executors.push(made);
    return made;
  };
  const left = (run: RunId): readonly number[] => findProcesses(run, runFolders.path(run));
  return {
    directory,
    runFolders,
    groups,
    executor,
    environment: TEST_ENVIRONMENT,
    folder: runFolders.path,
    prepare: async (source, changes = {}) => {
      const specification = { ...testSpecification(directory, source), ...changes };
      await mkdir(specification.working_directory, { recursive: true });
      await runFolders.create(specification);
      created.push(specification.run);
      return specification;
    },
    log: run => readFile(join(runFolders.path(run), 'log'), 'utf8').catch(() => ''),
    left,
    dispose: async () => {
      executors.forEach(made => made.close());
      created.flatMap(left).forEach(endProcess);
      await until('the control groups are empty, and removed', async () => (await groups.leftovers()).length === 0);
      await rm(directory, { recursive: true, force: true, maxRetries: 10 });
    }
  };
}

function testSpecification(directory: string, source: string): RunSpecification {
  runs += 1;
  const run = `0197a000-0000-7000-8000-${String(process.pid * 1000 + runs).padStart(12, '0')}` as RunId;
  return {
    version: 1,
    run,
    task: '0197a000-0000-7000-8000-000000000000' as TaskId,
    key: 'debr/example',
    organisation: 'debr',
    environment: TEST_ENVIRONMENT.hash,
    notebook: 'notebooks/example.ipynb',
    method: 'task',
    cells: [{ number: 1, source, ipython: false }],
    args: {},
    checkout: join(directory, 'checkout'),
    working_directory: join(directory, 'checkout', 'notebooks'),
    data_dir: join(directory, 'data'),
    temporary_dir: join(directory, 'tmp', run),
    variables: { PATH: process.env.PATH ?? '' },
    notes: [],
    timeout: 60,
    grace: 0.3
  };
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SchedulerAddress } from '../../../src/protocol/health';
import type { Organisation } from '../../../src/protocol/organisation';
import type { Run } from '../../../src/protocol/run';
import type { Task } from '../../../src/protocol/task';
import { PEACH } from './paths';
import { until } from './until';

/** A real scheduler, started by its command. */
export type TestScheduler = {
  readonly address: SchedulerAddress;
  readonly process: ChildProcess;
  request(method: string, path: string, body?: unknown): Promise<Response>;
  get<T>(path: string): Promise<T>;
  task(key: string): Promise<Task>;
  organisation(codops: string): Promise<Organisation>;
  runs(key: string): Promise<readonly Run[]>;
  runNow(key: string): Promise<Run>;
  /** The run once it has ended. */
  ended(run: string): Promise<Run>;
  /** The newest run of the task once it has ended. */
  nextEnd(key: string, after?: string): Promise<Run>;
  log(run: string): Promise<string>;
  /** Resolves when the process is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
};

/** What every scheduler of the tests is told; laps follow one another quickly. */
export type SchedulerSettings = {
  readonly stateDir: string;
  readonly repositories: readonly { readonly url: string; readonly organisations?: readonly string[] }[];
  readonly interval?: string;
  readonly extra?: Readonly<Record<string, unknown>>;
  /** Variables beside the test's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Where its configuration and what it says are kept; the state directory where absent. */
  readonly configDir?: string;
};

export async function startScheduler(settings: SchedulerSettings): Promise<TestScheduler> {
  const { stateDir } = settings;
  mkdirSync(stateDir, { recursive: true });
  const configDir = settings.configDir ?? stateDir;
  const config = join(configDir, 'config.json');
  const loop = { interval: settings.interval ?? '200ms', grace: '1s' };
  const loops = { metadata: loop, debr: loop, sesr: loop, default: loop };
  writeFileSync(config, JSON.stringify({ state_dir: stateDir, repositories: settings.repositories, loops, ...settings.extra }));
  const addressFile = join(stateDir, 'scheduler.json');
  const log = openSync(join(configDir, 'test.log'), 'a');
  const env = { ...process.env, ...settings.environment };
  const child = spawn(PEACH, ['serve', '--config', config], { stdio: ['ignore', log, log], cwd: configDir, env });
  const address = await until('the scheduler’s address', () => {
    if (child.exitCode !== null) {
      throw new Error(`the scheduler ended with ${child.exitCode}: ${readFileSync(join(configDir, 'test.log'), 'utf8')}`);
    }
    const written = readAddress(addressFile);
    return written?.pid === child.pid ? written : null;
  });
  return connect(address, child);
}

/** Null where it is not there, or was damaged by the test. */
function readAddress(file: string): SchedulerAddress | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SchedulerAddress;
  } catch {
    return null;
  }
}

function connect(address: SchedulerAddress, child: ChildProcess): TestScheduler {
  const request = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${address.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${address.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body)
    });
  const get = async <T>(path: string): Promise<T> => {
    const answer = await request('GET', path);
    if (!answer.ok) {
      throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    }
    return (await answer.json()) as T;
  };
  const runs = async (key: string): Promise<readonly Run[]> => (await get<{ runs: Run[] }>(`/api/tasks/${key}/runs?limit=1000`)).runs;
  const ended = (run: string): Promise<Run> =>
    until(`the end of run ${run}`, async () => {
      const found = await get<Run>(`/api/runs/${run}`);
      return found.ended_at === null ? null : found;
    });
  return {
    address,
    process: child,
    request,
    get,
    runs,
    ended,
    task: key => get<Task>(`/api/tasks/${key}`),
    organisation: async codops => {
      const { organisations } = await get<{ organisations: Organisation[] }>('/api/organisations');
      const found = organisations.find(organisation => organisation.codops === codops);
      if (found === undefined) {
        throw new Error(`no organisation ${codops}`);
      }
      return found;
    },
    runNow: async key => {
      const answer = await request('POST', `/api/tasks/${key}/runs`);
      if (!answer.ok) {
        throw new Error(`run now of ${key}: ${answer.status} ${await answer.text()}`);
      }
      return (await answer.json()) as Run;
    },
    nextEnd: (key, after = '') =>
      until(`the end of a run of ${key}`, async () => {
        const answer = await request('GET', `/api/tasks/${key}/runs?limit=1000`);
        const found = answer.ok ? ((await answer.json()) as { runs: Run[] }).runs : [];
        return found.findLast(run => run.ended_at !== null && run.id > after) ?? null;
      }),
    log: async run => (await request('GET', `/api/runs/${run}/log`)).text(),
    kill: signal =>
      new Promise(resolve => {
        if (child.exitCode !== null || child.signalCode !== null) {
          resolve();
          return;
        }
        child.once('exit', () => resolve());
        child.kill(signal);
      })
  };
}

/** Waits until the scheduler has read its repositories and knows the task. */
export function knowsTask(scheduler: TestScheduler, key: string): Promise<Task> {
  return until(`task ${key}`, async () => {
    const answer = await scheduler.request('GET', `/api/tasks/${key}`);
    return answer.ok ? ((await answer.json()) as Task) : null;
  });
}

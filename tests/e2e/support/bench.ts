import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Claim } from '../../../src/protocol/run-folder';
import { startScheduler, type SchedulerSettings, type TestScheduler } from './scheduler';
import { until } from './until';

/** A folder and the schedulers of one test; all of it is gone when the test is over. */
export type Bench = {
  readonly directory: string;
  readonly stateDir: string;
  /** Is done before anything of the test is ended or removed: what stands still in the kernel would hold up that. */
  defer(work: () => void): void;
  start(settings: Omit<SchedulerSettings, 'stateDir'> & { readonly stateDir?: string }): Promise<TestScheduler>;
};

/** Makes a bench for each test of the file. */
export function useBench(): () => Bench {
  let directory: string | null = null;
  let started: TestScheduler[] = [];
  const stateDirs = new Set<string>();
  let deferred: (() => void)[] = [];
  afterEach(async () => {
    deferred.forEach(work => work());
    deferred = [];
    for (const scheduler of started) {
      for (const run of await openRuns(scheduler)) {
        await scheduler.request('POST', `/api/runs/${run}/stop`);
        await scheduler.ended(run);
      }
      await scheduler.kill('SIGTERM');
    }
    started = [];
    for (const stateDir of stateDirs) {
      await endStrays(stateDir);
    }
    stateDirs.clear();
    if (directory !== null) {
      rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      directory = null;
    }
  });
  return () => {
    directory ??= mkdtempSync(join(tmpdir(), 'peach-e2e-'));
    const stateDir = join(directory, 'state');
    stateDirs.add(stateDir);
    return {
      directory,
      stateDir,
      defer: work => {
        deferred.push(work);
      },
      start: async settings => {
        const all = { stateDir, ...settings };
        stateDirs.add(all.stateDir);
        const scheduler = await startScheduler(all);
        started.push(scheduler);
        return scheduler;
      }
    };
  };
}

/** Runs that would outlive the scheduler. */
async function openRuns(scheduler: TestScheduler): Promise<readonly string[]> {
  if (scheduler.process.exitCode !== null || scheduler.process.signalCode !== null) {
    return [];
  }
  const { tasks } = await scheduler.get<{ tasks: { last_run: { id: string; ended_at: string | null } | null }[] }>('/api/tasks');
  return tasks.flatMap(task => (task.last_run !== null && task.last_run.ended_at === null ? [task.last_run.id] : []));
}

/** A run that began in the very moment in which its scheduler ended goes on without it, as it should. */
async function endStrays(stateDir: string): Promise<void> {
  const runs = join(stateDir, 'runs');
  for (const run of existsSync(runs) ? readdirSync(runs) : []) {
    const [claim, end] = [join(runs, run, 'claim'), join(runs, run, 'end.json')];
    const pid = existsSync(end) ? null : supervisorOf(claim);
    if (pid !== null) {
      endProcess(pid);
      await until(`the end of the stray run ${run}`, () => existsSync(end) || !existsSync(`/proc/${pid}`));
    }
  }
}

/** Null where nobody has claimed the run, or where the test has damaged the claim. */
function supervisorOf(claim: string): number | null {
  try {
    return (JSON.parse(readFileSync(claim, 'utf8')) as Claim).pid;
  } catch {
    return null;
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It has just ended.
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { startScheduler, type SchedulerSettings, type TestScheduler } from './scheduler';

/** A folder and the schedulers of one test; all of it is gone when the test is over. */
export type Bench = {
  readonly directory: string;
  readonly stateDir: string;
  start(settings: Omit<SchedulerSettings, 'stateDir'>): Promise<TestScheduler>;
};

/** Makes a bench for each test of the file. */
export function useBench(): () => Bench {
  let directory: string | null = null;
  let started: TestScheduler[] = [];
  afterEach(async () => {
    for (const scheduler of started) {
      for (const run of await openRuns(scheduler)) {
        await scheduler.request('POST', `/api/runs/${run}/stop`);
        await scheduler.ended(run);
      }
      await scheduler.kill('SIGTERM');
    }
    started = [];
    if (directory !== null) {
      rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      directory = null;
    }
  });
  return () => {
    directory ??= mkdtempSync(join(tmpdir(), 'peach-e2e-'));
    const stateDir = join(directory, 'state');
    return {
      directory,
      stateDir,
      start: async settings => {
        const scheduler = await startScheduler({ stateDir, ...settings });
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

import type { CommitHash, RunId, TaskId } from '../../../../protocol/identity';
import type { RunStatus } from '../../../../protocol/run';
import type { IStore } from '../../../store-port';
import { sampleTask } from '../../../test-support/sample-task';

const COMMIT = { hash: 'a'.repeat(40) as CommitHash, author: 'Ada', subject: 'First', time: '2026-01-01T00:00:00.000Z' };

/** A task of organisation `debr`. */
export function saveTask(store: IStore, id: TaskId, name: string): void {
  store.ensureOrganisation('debr');
  store.saveTask(sampleTask(id, name));
}

/** A run that is queued at `now`; it ends at once unless it is to stay open. */
export function saveRun(store: IStore, run: { id: RunId; task: TaskId; status: RunStatus; now: number }): void {
  const { id, task, status, now } = run;
  store.insertRun({
    id,
    task,
    organisation: 'debr',
    commit: COMMIT,
    trigger: 'loop',
    executor: 'python',
    queued_at: new Date(now).toISOString()
  });
  if (status !== 'QUEUED' && status !== 'RUNNING') {
    const nothing = { exitCode: null, signal: null, cpuSeconds: null, peakMemory: null, result: null };
    store.endRun(id, { ...nothing, status, reason: null, startedAt: now, endedAt: now, logBytes: 4 });
  }
}

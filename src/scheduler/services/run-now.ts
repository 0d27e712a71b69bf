import { done, refuse, type Outcome } from '../../protocol/errors';
import type { RunId, TaskId } from '../../protocol/identity';
import { hasEnded, type Run } from '../../protocol/run';
import type { IClock, IEvents, IIds } from '../ports';
import type { IStore } from '../store-port';
import { notRunnableReason, type RunnablePorts } from './task-runnable';

export type RunNowPorts = RunnablePorts & {
  readonly store: IStore;
  readonly clock: IClock;
  readonly ids: IIds;
  readonly events: IEvents;
  /** Puts the run at the head of the queue of its task's loop. */
  readonly enqueue: (loop: string, run: { readonly run: RunId; readonly task: TaskId }) => void;
};

/**
 * Queues a run that a person asked for. Resolves once it survives a loss of power; its loop may have begun with it meanwhile.
 * Refused: not_found, task_running, task_not_runnable, disk_full.
 */
export async function runNow(ports: RunNowPorts, id: TaskId): Promise<Outcome<Run>> {
  const queued = queueRun(ports, id);
  if (queued.ok) {
    await ports.store.flush();
  }
  return queued;
}

function queueRun(ports: RunNowPorts, id: TaskId): Outcome<Run> {
  const task = ports.store.task(id);
  if (task === null) {
    return refuse('not_found', `there is no task ${id}`);
  }
  if (task.stored === null) {
    return refuse('task_not_runnable', `${task.key} never had a good definition: correct it first`);
  }
  const full = ports.stateHealth.look();
  if (full !== null) {
    return refuse('disk_full', full);
  }
  const reason = notRunnableReason(ports, task);
  if (reason !== null) {
    return refuse('task_not_runnable', reason);
  }
  const last = task.lastRun;
  if (last !== null && !hasEnded(last.status) && task.stored.definition.overlap !== 'allow') {
    const what = last.status === 'QUEUED' ? 'waits for its turn already' : 'is running';
    return refuse('task_running', `${task.key} ${what}; run it again when that has ended, or set \`overlap: allow\` in its definition`);
  }
  const head = ports.repositories.find(task.repository)?.head ?? null;
  if (head === null) {
    return refuse('task_not_runnable', `the repository of ${task.key} has not been read yet`);
  }
  const run = ports.ids.newRunId();
  ports.store.insertRun({
    id: run,
    task: id,
    organisation: task.organisation,
    commit: head.commit,
    trigger: 'run_now',
    executor: task.stored.executor,
    queued_at: new Date(ports.clock.now()).toISOString()
  });
  ports.events.publish({ kind: 'run', run, task: id, organisation: task.organisation });
  ports.enqueue(task.loop, { run, task: id });
  const inserted = ports.store.run(run);
  if (inserted === null) {
    throw new Error(`run ${run} is not there right after it was written`);
  }
  return done(inserted);
}

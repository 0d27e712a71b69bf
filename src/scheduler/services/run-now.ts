import type { WaitingRun } from '../../core/loops/next-turn';
import { checkArguments } from '../../core/notebook/check-arguments';
import type { CodeProblem } from '../../core/notebook/notebook';
import { overlapOf } from '../../core/tasks/overlap';
import { done, refuse, type ErrorCode, type Outcome, type Refusal } from '../../protocol/errors';
import type { TaskId } from '../../protocol/identity';
import type { Json } from '../../protocol/json';
import type { Run } from '../../protocol/run';
import type { IClock, IEvents, IIds } from '../ports';
import type { IStore, TaskWithRuns } from '../store-port';
import { newRun } from './new-run';
import { notRunnableReason, type RunnablePorts } from './task-runnable';

export type RunNowPorts = RunnablePorts & {
  readonly store: IStore;
  readonly clock: IClock;
  readonly ids: IIds;
  readonly events: IEvents;
  /** Puts the run at the head of the queue of its task's loop. */
  readonly enqueue: (loop: string, run: WaitingRun) => void;
};

/** Keyword arguments of one run, in place of those of the same name in the definition. */
type Arguments = Readonly<Record<string, Json>>;

/**
 * Queues a run that a person asked for; `args` null: with the arguments of the definition. Resolves once it survives a loss
 * of power; its loop may have begun with it meanwhile. Refused: not_found, bad_request, task_running, task_not_runnable, disk_full.
 */
export async function runNow(ports: RunNowPorts, id: TaskId, args: Arguments | null): Promise<Outcome<Run>> {
  const queued = queueRun(ports, id, args);
  if (queued.ok) {
    await ports.store.flush();
  }
  return queued;
}

function queueRun(ports: RunNowPorts, id: TaskId, args: Arguments | null): Outcome<Run> {
  const task = ports.store.task(id);
  if (task === null) {
    return refuse('not_found', `there is no task ${id}`);
  }
  const run = newRun(ports, task, 'run_now');
  const refusal = refusalOf(ports, task) ?? (args === null ? null : argumentRefusal(ports, task, args));
  if (refusal !== null) {
    return { ok: false, refusal };
  }
  if (run === null) {
    return refuse('task_not_runnable', `the repository of ${task.key} has not been read yet`);
  }
  ports.store.insertRun({ ...run, args });
  ports.events.publish({ kind: 'run', run: run.id, task: id, organisation: task.organisation });
  ports.enqueue(task.loop, { run: run.id, task: id, trigger: run.trigger });
  const inserted = ports.store.run(run.id);
  if (inserted === null) {
    throw new Error(`run ${run.id} is not there right after it was written`);
  }
  return done(inserted);
}

function refusalOf(ports: RunNowPorts, task: TaskWithRuns): Refusal | null {
  if (task.stored === null) {
    return refusalFor('task_not_runnable', `${task.key} never had a good definition: correct it first`);
  }
  const full = ports.stateHealth.look();
  if (full !== null) {
    return refusalFor('disk_full', full);
  }
  const reason = notRunnableReason(ports, task);
  return reason === null ? overlapRefusal(ports, task) : refusalFor('task_not_runnable', reason);
}

function overlapRefusal({ store }: RunNowPorts, { id, key, lastRun, stored }: TaskWithRuns): Refusal | null {
  const overlap = overlapOf({
    lastStatus: lastRun?.status ?? null,
    overlap: stored?.definition.overlap,
    isQueued: () => store.queuedRun(id) !== null
  });
  if (overlap === 'waits') {
    return refusalFor('task_running', `${key} waits for its turn already; run it again when that has ended`);
  }
  return overlap === null
    ? null
    : refusalFor('task_running', `${key} is running; run it again when that has ended, or set \`overlap: allow\` in its definition`);
}

/** Held against the signature of the function, as those of the definition are. */
function argumentRefusal({ repositories }: RunNowPorts, task: TaskWithRuns, args: Arguments): Refusal | null {
  const fn = repositories.find(task.repository)?.task(task.key)?.code?.function;
  const problems = fn === undefined ? [] : checkArguments(fn, { ...task.stored?.definition.args, ...args });
  return problems.length === 0 ? null : refusalFor('bad_request', problems.map(describeProblem).join('; '));
}

function describeProblem({ message, hint }: CodeProblem): string {
  return hint === null ? message : `${message} (${hint})`;
}

function refusalFor(code: ErrorCode, message: string): Refusal {
  return { code, message, details: null };
}

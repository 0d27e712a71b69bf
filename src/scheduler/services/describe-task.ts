import { taskState } from '../../core/tasks/task-state';
import type { TaskId } from '../../protocol/identity';
import type { Task } from '../../protocol/task';
import type { IOrganisationStore, TaskWithRuns } from '../store-port';
import type { IPauses } from './pauses';
import { heldReason, isInvalid, type RunnablePorts } from './task-runnable';

export type DescribeTaskPorts = RunnablePorts & {
  readonly store: Pick<IOrganisationStore, 'loop'>;
  /** Milliseconds since the epoch; null: it has no schedule that is followed. */
  readonly nextDue: (task: TaskId) => number | null;
  readonly pauses: Pick<IPauses, 'all' | 'loop'>;
};

/** The task as the API shows it. */
export function describeTask(ports: DescribeTaskPorts, task: TaskWithRuns): Task {
  const { stored } = task;
  const definition = stored?.definition;
  return {
    id: task.id,
    key: task.key,
    organisation: task.organisation,
    name: task.name,
    description: definition?.description ?? null,
    code: {
      kind: 'notebook',
      repository: task.repository,
      path: definition?.notebook ?? '',
      method: definition?.method ?? '',
      full_notebook: definition?.full_notebook ?? definition?.cells === 'all',
      cell: stored?.cell ?? null
    },
    trigger: triggerOf(task),
    executor: stored?.executor ?? 'spark',
    args: definition?.args ?? {},
    dependencies: [...(definition?.dependencies ?? [])],
    timeout: stored?.timeout ?? 0,
    state: taskState({
      lastStatus: task.lastRun?.status ?? null,
      lap: task.lap,
      loopLap: ports.store.loop(task.loop).lap,
      scheduled: definition?.schedule !== undefined
    }),
    last_run: task.lastRun,
    last_ended_run: task.lastEndedRun,
    expected_duration: task.expectedDuration,
    next_due: nextDue(ports, task),
    paused: task.paused,
    paused_by: pausedBy(ports, task),
    disabled: definition?.disabled ?? false,
    invalid: isInvalid(ports, task),
    removed: task.removed,
    held: task.removed ? null : heldReason(ports, task),
    file: task.file,
    line: task.line,
    problems: [...task.problems, ...ports.environment(task.organisation).taskProblems(task.key)]
  };
}

/** The widest of those that are paused. */
function pausedBy({ pauses }: DescribeTaskPorts, { loop, paused }: TaskWithRuns): Task['paused_by'] {
  if (pauses.all) {
    return 'everything';
  }
  return pauses.loop(loop) ? 'loop' : paused ? 'task' : null;
}

/** By its schedule, or because its last run is tried again. */
function nextDue(ports: DescribeTaskPorts, { id, retryAt }: TaskWithRuns): string | null {
  const times = [ports.nextDue(id), retryAt].filter(time => time !== null);
  return times.length === 0 ? null : new Date(Math.min(...times)).toISOString();
}

function triggerOf(task: TaskWithRuns): Task['trigger'] {
  const definition = task.stored?.definition;
  const schedule = definition?.schedule ?? [];
  return {
    kind: definition?.schedule === undefined ? 'loop' : 'schedule',
    loop: task.loop,
    schedule: typeof schedule === 'string' ? [schedule] : [...schedule],
    timezone: definition?.timezone ?? null
  };
}

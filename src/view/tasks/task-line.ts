import { formatDuration } from '../../protocol/duration';
import { hasEnded, type Run } from '../../protocol/run';
import type { Task } from '../../protocol/task';
import { dueText, parseTime, type TimeFrame } from '../words/time-text';
import type { ShownStatus } from '../words/status-words';

/** What the row of a task shows. Times are milliseconds since the epoch. */
export type TaskLine = {
  /** Of the last ended run while the next one runs. */
  readonly status: ShownStatus;
  /** What stands beside the status in grey. */
  readonly reason: string | null;
  readonly start: number | null;
  /** In words; null where there is none. */
  readonly duration: string | null;
  /** From 0 to 1 while it runs; null where no end is expected. */
  readonly progress: number | null;
  readonly expectedEnd: number | null;
  readonly due: string | null;
};

export function taskLine(task: Task, frame: TimeFrame): TaskLine {
  const { elapsed, expected, expectedEnd } = runningTimes(task, frame.now);
  const seconds = elapsed ?? task.last_run?.duration ?? null;
  return {
    status: lastStatus(task),
    reason: reasonBeside(task, runningRun(task)),
    start: parseTime(task.last_run?.started_at ?? null),
    duration: seconds === null ? null : formatDuration(seconds),
    progress: expected === null || elapsed === null ? null : Math.min(1, elapsed / Math.max(expected, 0.001)),
    expectedEnd,
    due: dueWords(task, frame)
  };
}

/** Of a task that runs: seconds so far and in all, and when it should end, in milliseconds since the epoch. */
export function runningTimes(
  task: Task,
  now: number
): { readonly elapsed: number | null; readonly expected: number | null; readonly expectedEnd: number | null } {
  const start = parseTime(runningRun(task)?.started_at ?? null);
  if (start === null) {
    return { elapsed: null, expected: null, expectedEnd: null };
  }
  const expected = task.expected_duration;
  return { elapsed: Math.max(0, (now - start) / 1000), expected, expectedEnd: expected === null ? null : start + expected * 1000 };
}

/** The run that is under way, or null. */
function runningRun(task: Task): Run | null {
  return task.last_run?.status === 'RUNNING' ? task.last_run : null;
}

/** The run that a stop would end: one that runs, or waits for its turn. */
export function openRun(task: Task): Run | null {
  return task.last_run !== null && !hasEnded(task.last_run.status) ? task.last_run : null;
}

/** The status that a list shows in one icon: running before anything else, then a wrong definition. */
export function overallStatus(task: Task): ShownStatus {
  if (runningRun(task) !== null) {
    return 'RUNNING';
  }
  return task.invalid ? 'INVALID' : (task.last_run?.status ?? 'NEVER');
}

/** The status that the table shows: that of the run before while the next one runs. */
export function lastStatus(task: Task): ShownStatus {
  if (runningRun(task) !== null) {
    return task.last_ended_run?.status ?? 'RUNNING';
  }
  return task.last_run?.status ?? 'NEVER';
}

function reasonBeside(task: Task, running: Run | null): string | null {
  if (running !== null) {
    return task.last_ended_run === null ? 'first execution' : 'run before this one';
  }
  if (task.held !== null) {
    return `held: ${task.held}`;
  }
  return task.last_run?.status === 'SUCCESS' ? null : (task.last_run?.reason ?? null);
}

function dueWords(task: Task, frame: TimeFrame): string | null {
  const due = parseTime(task.next_due);
  if (task.paused_by !== null) {
    return 'paused';
  }
  return due === null ? null : dueText(due, frame);
}

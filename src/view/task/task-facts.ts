import { formatDuration } from '../../protocol/duration';
import type { Task } from '../../protocol/task';

/** Where a task’s code is and how it runs, in one line. */
export function taskFacts(task: Task): string {
  if (task.invalid) {
    // What its definition says can’t be relied on.
    return `defined in ${task.file ?? 'a file that is gone'}`;
  }
  const { code, trigger } = task;
  const place = code.full_notebook ? `${code.path}, full notebook` : cellOf(code.path, code.cell);
  const names = Object.keys(task.args);
  return [
    place,
    `executor ${task.executor}`,
    `loop ${trigger.loop}`,
    ...(trigger.schedule.length > 0 ? [`schedule ${trigger.schedule.join(', ')}`] : []),
    `time limit ${formatDuration(task.timeout)}`,
    names.length === 0 ? 'no arguments' : `arguments ${names.join(', ')}`
  ].join(' · ');
}

function cellOf(path: string, cell: number | null): string {
  return cell === null ? path : `${path}, cell ${cell}`;
}

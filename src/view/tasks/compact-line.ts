import type { Task } from '../../protocol/task';
import { STATUS_WORDS } from '../words/status-words';
import { timeText, type TimeFrame } from '../words/time-text';
import { overallStatus, taskLine } from './task-line';

/** The second line of a task in a narrow panel: `Success · 14:01:31 · 42 s`. An invalid task has its problem there. */
export function compactLine(task: Task, frame: TimeFrame): string {
  const status = overallStatus(task);
  const line = taskLine(task, frame);
  if (status === 'RUNNING') {
    const end = line.expectedEnd === null ? '' : `, ends ≈ ${timeText(line.expectedEnd, frame)}`;
    return `Running · ${line.duration ?? 'starts'}${end}`;
  }
  const start = line.start === null ? null : timeText(line.start, frame);
  const due = line.due === null ? null : line.due === 'paused' ? 'paused' : `next due ${line.due}`;
  return [STATUS_WORDS[status], start, line.reason ?? due ?? line.duration].filter(part => part !== null).join(' · ');
}

import type { TaskId } from '../../protocol/identity';
import type { Problem } from '../../protocol/problem';
import type { Task } from '../../protocol/task';
import type { TableRow } from '../controls/use-table-rows';

/** A row of the table of tasks: a task, or what is wrong, in its definition or in the organisation's files. */
export type TaskRow = TableRow<TaskId> &
  (
    | { readonly kind: 'task'; readonly id: TaskId; readonly task: Task }
    | { readonly kind: 'problem'; readonly id: null; readonly problem: Problem; readonly task: Task | null }
  );

/** Pixels, each with its line below. */
const TASK = 25;
const PROBLEM = 29;
const TWO_LINES = 41;

/** The rows of the table: problems of the files first, those of a task under it. */
export function taskRows(tasks: readonly Task[], problems: readonly Problem[]): readonly TaskRow[] {
  return [
    ...problems.map((problem, place) => problemRow(problem, place, null)),
    ...tasks.flatMap(task => [taskRow(task, TASK), ...task.problems.map((problem, place) => problemRow(problem, place, task))])
  ];
}

/** The rows of the narrow list, in which a task's own row has its problem. */
export function listRows(tasks: readonly Task[], problems: readonly Problem[]): readonly TaskRow[] {
  return [...problems.map((problem, place) => problemRow(problem, place, null)), ...tasks.map(task => taskRow(task, TWO_LINES))];
}

function taskRow(task: Task, height: number): TaskRow {
  return { kind: 'task', id: task.id, key: task.id, height, task };
}

function problemRow(problem: Problem, place: number, task: Task | null): TaskRow {
  return { kind: 'problem', id: null, key: `${task?.id ?? ''} problem ${place}`, height: PROBLEM, problem, task };
}

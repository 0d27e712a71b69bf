import type { RefObject } from 'react';
import type { TaskId } from '../../protocol/identity';
import type { Problem } from '../../protocol/problem';
import type { Task } from '../../protocol/task';
import type { TasksInformationActions } from '../tasks-information/tasks-information-actions';
import type { TimeFrame } from '../words/time-text';
import type { TaskActs } from '../task/task-acts';
import type { SortKey, TasksSort } from './sort-tasks';

/** What both forms of the list of tasks are given. */
export type TasksListProps = {
  readonly codops: string;
  readonly tasks: readonly Task[];
  /** Of the organisation’s files, outside any one task. */
  readonly problems: readonly Problem[];
  readonly selected: TaskId | null;
  readonly live: boolean;
  readonly frame: TimeFrame;
  readonly scrollerRef: RefObject<HTMLElement>;
  readonly openFile: TasksInformationActions['openFile'];
  readonly onSelect: (task: TaskId) => void;
  /** Goes on to the logs of the task. */
  readonly onEnter: (task: TaskId) => void;
};

/** What only the table needs. */
export type TasksTableProps = TasksListProps & {
  readonly width: number;
  readonly sort: TasksSort | null;
  readonly onSort: (by: SortKey) => void;
  readonly acts: TaskActs;
};

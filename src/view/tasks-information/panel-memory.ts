import { parseJson } from '../../protocol/json';
import { ALL_EXECUTIONS, parseExecutionsStatus, type ExecutionsStatus } from '../executions/visible-executions';
import { ALL_TASKS, parseTasksFilter, type TasksFilter } from '../tasks/visible-tasks';

/** Keeps a text over a reload, one for each place where the view stands. */
export interface IPanelMemory {
  read(): string | null;
  save(text: string): void;
}

/** What a place remembers beside what is chosen in it. */
export type PanelView = {
  readonly filter: TasksFilter;
  /** Pixels that a person gave to the list of tasks. */
  readonly height: number | null;
  readonly executions: ExecutionsStatus;
};

/** The view in `text`; whatever of it makes no sense is as at first. */
export function parsePanelView(text: string | null): PanelView {
  const value = text === null ? null : parseJson(text);
  const fields: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {};
  const { filter, height, executions } = fields;
  return {
    filter: parseTasksFilter(filter) ?? ALL_TASKS,
    height: typeof height === 'number' && height > 0 && height < 10_000 ? height : null,
    executions: parseExecutionsStatus(executions) ?? ALL_EXECUTIONS
  };
}

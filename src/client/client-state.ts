import type { TaskId } from '../protocol/identity';
import type { Organisation, Repository } from '../protocol/organisation';
import type { Run } from '../protocol/run';
import type { Task } from '../protocol/task';

/** What is known of each topic that is followed; a topic without its snapshot is not there. */
export type ClientState = {
  readonly organisations: OrganisationsState | null;
  /** By the organisation’s codops. */
  readonly tasks: ReadonlyMap<string, TasksState>;
  readonly task: ReadonlyMap<TaskId, TaskState>;
};

export type OrganisationsState = { readonly organisations: readonly Organisation[]; readonly repositories: readonly Repository[] };

export type TasksState = { readonly organisation: Organisation | null; readonly tasks: readonly Task[] };

/** `runs` are newest first. */
export type TaskState = { readonly task: Task | null; readonly runs: readonly Run[] };

export const NOTHING_KNOWN: ClientState = { organisations: null, tasks: new Map(), task: new Map() };

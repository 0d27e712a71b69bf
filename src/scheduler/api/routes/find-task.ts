import { done, refuse, type Outcome } from '../../../protocol/errors';
import { parseTaskId, type TaskId } from '../../../protocol/identity';
import type { IQueries } from '../../services/scheduler-services';

/** The task that a path names by UUID or by `organisation/name`. */
export function findTask(idOrKey: string, queries: IQueries): Outcome<TaskId> {
  const id = queries.findTask(idOrKey);
  return id === null ? refuse('not_found', `no task ${JSON.stringify(idOrKey)}; use its UUID, or its key as organisation/name`) : done(id);
}

/** Whether the part of a path before a word such as `runs` is an organisation, and the word the name of a task: an organisation's name is no UUID. */
export function isOrganisation(part: string): boolean {
  return parseTaskId(part) === null && !part.includes('/');
}

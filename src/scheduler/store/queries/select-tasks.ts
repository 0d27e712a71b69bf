import type { DatabaseSync } from 'node:sqlite';
import type { TaskWithRuns } from '../../store-port';
import { statement } from '../statement';
import { taskWithRuns, type TaskRow } from '../task-row';

const OF_ALL = `select * from task order by organisation, removed, loop = 'metadata', position`;
const OF_ONE = `select * from task where organisation = :organisation order by removed, loop = 'metadata', position`;

/** By organisation; those of master first, in the order of the organisation's loop, then those of the shared one. */
export function selectTasks(database: DatabaseSync, organisation: string | null): readonly TaskWithRuns[] {
  const rows = organisation === null ? statement(database, OF_ALL).all() : statement(database, OF_ONE).all({ organisation });
  return (rows as TaskRow[]).map(row => taskWithRuns(database, row));
}

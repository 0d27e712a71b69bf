import type { DatabaseSync } from 'node:sqlite';
import type { RunId, TaskId } from '../../../protocol/identity';
import { statement } from '../statement';

const SQL = `select id from run where task = :task and status = 'QUEUED' and trial = 0 limit 1`;

/** A run of the task that waits for its turn; null where none does. */
export function selectQueuedRun(database: DatabaseSync, task: TaskId): RunId | null {
  return ((statement(database, SQL).get({ task }) as { readonly id: string } | undefined)?.id ?? null) as RunId | null;
}

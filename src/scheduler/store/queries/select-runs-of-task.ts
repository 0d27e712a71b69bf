import type { DatabaseSync } from 'node:sqlite';
import type { TaskId } from '../../../protocol/identity';
import type { Run } from '../../../protocol/run';
import type { RunQuery } from '../../store-port';
import { runFromRow, type RunRow } from '../run-row';
import { statement } from '../statement';

const OF_ANY_STATUS = `select * from run where task = :task and trial = 0 and id < :before order by id desc limit :limit`;
const OF_ONE_STATUS = `select * from run where task = :task and trial = 0 and status = :status and id < :before order by id desc limit :limit`;

/** Sorts after every UUID. */
const PAST_THE_LAST = '~';

/** Newest first; trial runs are kept out of the history. */
export function selectRunsOfTask(database: DatabaseSync, task: TaskId, query: RunQuery): readonly Run[] {
  const before = query.before ?? PAST_THE_LAST;
  const rows =
    query.status === null
      ? statement(database, OF_ANY_STATUS).all({ task, before, limit: query.limit })
      : statement(database, OF_ONE_STATUS).all({ task, before, limit: query.limit, status: query.status });
  return (rows as RunRow[]).map(runFromRow);
}

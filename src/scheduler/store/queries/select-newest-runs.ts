import type { DatabaseSync } from 'node:sqlite';
import type { RunId, TaskId } from '../../../protocol/identity';
import type { RunStatus } from '../../../protocol/run';
import type { NewestRuns } from '../../../core/retention/protected-runs';
import { statement } from '../statement';

const OF_TASK = 'select last_run, last_ended_run from task where id = :task';
const OF_STATUS = 'select id from run where task = :task and trial = 0 and status = :status order by id desc limit 1';

const STATUSES: readonly RunStatus[] = ['SUCCESS', 'FAILURE', 'TIMED_OUT', 'LOST'];

/** The newest run of each status that counts, and those that the task points at. */
export function selectNewestRuns(database: DatabaseSync, task: TaskId): NewestRuns {
  const row = statement(database, OF_TASK).get({ task }) as { last_run: RunId | null; last_ended_run: RunId | null } | undefined;
  const newest = STATUSES.flatMap(status => {
    const found = statement(database, OF_STATUS).get({ task, status }) as { readonly id: RunId } | undefined;
    return found === undefined ? [] : [[status, found.id] as const];
  });
  return { byStatus: new Map(newest), last: row?.last_run ?? null, lastEnded: row?.last_ended_run ?? null };
}

import type { DatabaseSync } from 'node:sqlite';
import type { RunId, TaskId } from '../../../protocol/identity';
import type { RunStatus } from '../../../protocol/run';
import type { OldRun } from '../../../core/retention/may-remove';
import type { SurplusQuery } from '../../store-port';
import { statement } from '../statement';

/** Without so many runs the comparison is with null, and nothing is found. */
const SQL = `
select id, status, ended_at from run
where task = :task and trial = 0 and id > :after
  and id < (select id from run where task = :task and trial = 0 order by id desc limit 1 offset :kept - 1)
order by id limit :limit`;

type Row = { readonly id: string; readonly status: string; readonly ended_at: number | null };

/** Runs of the task older than its `kept` newest ones, oldest first. */
export function selectSurplusRuns(database: DatabaseSync, task: TaskId, { kept, after, limit }: SurplusQuery): readonly OldRun[] {
  const rows = statement(database, SQL).all({ task, kept, after: after ?? '', limit }) as Row[];
  return rows.map(row => ({ id: row.id as RunId, status: row.status as RunStatus, endedAt: row.ended_at }));
}

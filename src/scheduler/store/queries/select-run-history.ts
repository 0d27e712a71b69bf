import type { DatabaseSync } from 'node:sqlite';
import { versionOf, type CommitHash, type RunId, type TaskId } from '../../../protocol/identity';
import type { RunStatus } from '../../../protocol/run';
import type { RunSummary } from '../../../protocol/run-history';
import type { HistoryQuery } from '../../store-port';
import type { RunRow } from '../run-row';
import { statement } from '../statement';

const SQL = `
select id, status, substr(reason, 1, 200) as reason, queued_at, started_at, ended_at, commit_hash, commit_author, commit_subject, commit_time
from run where task = :task and trial = 0 and id < :before order by id desc limit :limit`;

/** Sorts after every UUID. */
const PAST_THE_LAST = '~';

type Row = Pick<
  RunRow,
  'id' | 'status' | 'reason' | 'queued_at' | 'started_at' | 'ended_at' | 'commit_hash' | 'commit_author' | 'commit_subject' | 'commit_time'
>;

/** Newest first, without what only one run’s own page shows: results alone may be megabytes. */
export function selectRunHistory(database: DatabaseSync, task: TaskId, { before, limit }: HistoryQuery): readonly RunSummary[] {
  const rows = statement(database, SQL).all({ task, before: before ?? PAST_THE_LAST, limit }) as Row[];
  return rows.map(row => {
    const hash = row.commit_hash as CommitHash;
    return {
      id: row.id as RunId,
      version: versionOf(hash),
      commit: { hash, author: row.commit_author, subject: row.commit_subject, time: row.commit_time },
      status: row.status as RunStatus,
      reason: row.reason,
      queued_at: new Date(row.queued_at).toISOString(),
      started_at: row.started_at === null ? null : new Date(row.started_at).toISOString(),
      duration: row.ended_at === null || row.started_at === null ? null : (row.ended_at - row.started_at) / 1000
    };
  });
}

import type { DatabaseSync } from 'node:sqlite';
import type { RunId, TaskId, TaskKey } from '../../protocol/identity';
import type { Problem } from '../../protocol/problem';
import type { Run } from '../../protocol/run';
import type { StoredDefinition, TaskRecord, TaskWithRuns } from '../store-port';
import { selectRun } from './queries/select-run';

/** A row of `task` as SQLite gives it. */
export type TaskRow = {
  readonly id: string;
  readonly key: string;
  readonly organisation: string;
  readonly name: string;
  readonly repository: string;
  readonly file: string;
  readonly line: number;
  readonly position: number;
  readonly loop: string;
  readonly stored: string | null;
  readonly invalid: number;
  readonly removed: number;
  readonly problems: string;
  readonly lap: number;
  readonly last_duration: number | null;
  readonly expected_duration: number | null;
  readonly last_run: string | null;
  readonly last_ended_run: string | null;
  readonly successes: number;
  readonly failures: number;
  readonly paused: number;
  readonly retry_at: number | null;
};

/** The task in `row`, without its runs. */
function taskFromRow(row: TaskRow): TaskRecord {
  return {
    id: row.id as TaskId,
    key: row.key as TaskKey,
    organisation: row.organisation,
    name: row.name,
    repository: row.repository,
    file: row.file,
    line: row.line,
    position: row.position,
    loop: row.loop,
    stored: row.stored === null ? null : (JSON.parse(row.stored) as StoredDefinition),
    invalid: row.invalid === 1,
    removed: row.removed === 1,
    problems: JSON.parse(row.problems) as Problem[]
  };
}

/** The task in `row` with its last runs. */
export function taskWithRuns(database: DatabaseSync, row: TaskRow): TaskWithRuns {
  const find = (id: string | null): Run | null => (id === null ? null : selectRun(database, id as RunId));
  const lastRun = find(row.last_run);
  return {
    ...taskFromRow(row),
    lap: row.lap,
    lastDuration: row.last_duration,
    expectedDuration: row.expected_duration,
    successes: row.successes,
    failures: row.failures,
    paused: row.paused === 1,
    retryAt: row.retry_at,
    lastRun,
    lastEndedRun: row.last_ended_run === row.last_run ? lastRun : find(row.last_ended_run)
  };
}

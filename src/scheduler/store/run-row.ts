import type { Json } from '../../protocol/json';
import { versionOf, type CommitHash, type RunId, type TaskId } from '../../protocol/identity';
import type { ExecutorName, Run, RunStatus, RunTrigger } from '../../protocol/run';

/** A row of `run` as SQLite gives it. */
export type RunRow = {
  readonly id: string;
  readonly task: string;
  readonly organisation: string;
  readonly commit_hash: string;
  readonly commit_author: string;
  readonly commit_subject: string;
  readonly commit_time: string;
  readonly status: string;
  readonly reason: string | null;
  readonly queued_at: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly trigger: string;
  readonly executor: string;
  readonly attempt: number;
  readonly job: string | null;
  readonly exit_code: number | null;
  readonly signal: number | null;
  readonly external: string | null;
  readonly cpu_seconds: number | null;
  readonly peak_memory: number | null;
  readonly log_bytes: number;
  readonly environment: string | null;
  readonly trial: number;
  readonly parent: string | null;
  readonly result: string | null;
};

/** RFC 3339 in UTC with milliseconds, or null. */
function time(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}

function json(text: string | null): Json {
  return text === null ? null : (JSON.parse(text) as Json);
}

/** The run in `row`. Rows are written by this folder alone, so their words are trusted. */
export function runFromRow(row: RunRow): Run {
  const hash = row.commit_hash as CommitHash;
  return {
    id: row.id as RunId,
    task: row.task as TaskId,
    organisation: row.organisation,
    version: versionOf(hash),
    commit: { hash, author: row.commit_author, subject: row.commit_subject, time: row.commit_time },
    status: row.status as RunStatus,
    reason: row.reason,
    queued_at: new Date(row.queued_at).toISOString(),
    started_at: time(row.started_at),
    ended_at: time(row.ended_at),
    duration: row.ended_at === null || row.started_at === null ? null : (row.ended_at - row.started_at) / 1000,
    trigger: row.trigger as RunTrigger,
    executor: row.executor as ExecutorName,
    attempt: row.attempt,
    job: row.job,
    exit_code: row.exit_code,
    signal: row.signal,
    external: json(row.external) as Run['external'],
    cpu_seconds: row.cpu_seconds,
    peak_memory: row.peak_memory,
    log_bytes: row.log_bytes,
    environment: row.environment,
    trial: row.trial === 1,
    parent: row.parent as RunId | null,
    result: json(row.result)
  };
}

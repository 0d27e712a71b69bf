import type { DatabaseSync } from 'node:sqlite';
import type { RunId } from '../../../protocol/identity';
import type { RunClosure } from '../../store-port';
import { statement } from '../statement';

const SQL = `
update run set status = :status, reason = :reason, started_at = coalesce(:startedAt, started_at), ended_at = :endedAt,
  exit_code = :exitCode, signal = :signal, cpu_seconds = :cpuSeconds, peak_memory = :peakMemory, log_bytes = :logBytes, result = :result
where id = :id and status in ('QUEUED', 'RUNNING')`;

export function endRun(database: DatabaseSync, id: RunId, closure: RunClosure): boolean {
  const changes = statement(database, SQL).run({
    id,
    status: closure.status,
    reason: closure.reason,
    startedAt: closure.startedAt === null ? null : Math.round(closure.startedAt),
    endedAt: Math.round(closure.endedAt),
    exitCode: closure.exitCode,
    signal: closure.signal,
    cpuSeconds: closure.cpuSeconds,
    peakMemory: closure.peakMemory,
    logBytes: closure.logBytes,
    result: closure.result === null || closure.result === undefined ? null : JSON.stringify(closure.result)
  }).changes;
  return changes === 1;
}

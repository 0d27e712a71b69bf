import type { DatabaseSync } from 'node:sqlite';
import type { RunId } from '../../../protocol/identity';
import { LATE_AFTER } from '../../../protocol/due-time';
import { statement } from '../statement';

const SQL = `
update due_time set outcome = case when :at - due_at > ${LATE_AFTER * 1000} then 'late' else 'ran' end
where run = :run and outcome = 'queued'`;

/** The run that was made for a due time has begun, or has ended without beginning, at `at`. */
export function noteDueStart(database: DatabaseSync, run: RunId, at: number): void {
  statement(database, SQL).run({ run, at: Math.round(at) });
}

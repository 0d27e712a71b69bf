import type { DatabaseSync } from 'node:sqlite';
import type { LoopRecord } from '../../store-port';
import { statement } from '../statement';

const SQL = `
select name, lap, lap_started_at as "lapStartedAt", lap_ended_at as "lapEndedAt", last_lap_duration as "lastLapDuration"
from loop where name = :name`;

/** A loop that never ran stands at lap 0. */
export function selectLoop(database: DatabaseSync, name: string): LoopRecord {
  const row = statement(database, SQL).get({ name }) as LoopRecord | undefined;
  return row === undefined ? { name, lap: 0, lapStartedAt: null, lapEndedAt: null, lastLapDuration: null } : { ...row };
}

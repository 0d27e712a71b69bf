import type { DatabaseSync } from 'node:sqlite';
import type { LoopRecord } from '../../store-port';
import { statement } from '../statement';

const SQL = `
insert into loop (name, lap, lap_started_at, lap_ended_at, last_lap_duration)
values (:name, :lap, :lapStartedAt, :lapEndedAt, :lastLapDuration)
on conflict (name) do update set lap = :lap, lap_started_at = :lapStartedAt, lap_ended_at = :lapEndedAt, last_lap_duration = :lastLapDuration`;

export function upsertLoop(database: DatabaseSync, loop: LoopRecord): void {
  statement(database, SQL).run({ ...loop });
}

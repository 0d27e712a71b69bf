import type { DatabaseSync } from 'node:sqlite';
import { statement } from '../statement';

const SQL = `
insert into loop (name, lap, paused) values (:name, 0, :paused)
on conflict (name) do update set paused = :paused`;

export function upsertLoopPaused(database: DatabaseSync, name: string, paused: boolean): void {
  statement(database, SQL).run({ name, paused: paused ? 1 : 0 });
}

import type { DatabaseSync } from 'node:sqlite';
import { statement } from '../statement';

const SQL = 'insert into setting (name, value) values (:name, :value) on conflict (name) do update set value = :value';

export function upsertSetting(database: DatabaseSync, name: string, value: string): void {
  statement(database, SQL).run({ name, value });
}

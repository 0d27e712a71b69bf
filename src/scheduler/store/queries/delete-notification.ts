import type { DatabaseSync } from 'node:sqlite';
import { statement } from '../statement';

const SQL = 'delete from notification where id = :id';

export function deleteNotification(database: DatabaseSync, id: number): void {
  statement(database, SQL).run({ id });
}

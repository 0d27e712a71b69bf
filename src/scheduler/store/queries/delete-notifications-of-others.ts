import type { DatabaseSync } from 'node:sqlite';
import { statement } from '../statement';

const SQL = 'delete from notification where receiver not in (select value from json_each(:receivers))';

/** Deletes what was to be told to anybody but `receivers`. */
export function deleteNotificationsOfOthers(database: DatabaseSync, receivers: readonly string[]): void {
  statement(database, SQL).run({ receivers: JSON.stringify(receivers) });
}

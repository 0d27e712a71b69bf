import type { DatabaseSync } from 'node:sqlite';
import type { Notification } from '../../../protocol/notification';
import type { PendingNotification } from '../../store-port';
import { statement } from '../statement';

const SQL = 'select id, body, attempts from notification where receiver = :receiver order by id';

/** The oldest first. */
export function selectNotifications(database: DatabaseSync, receiver: string): readonly PendingNotification[] {
  const rows = statement(database, SQL).all({ receiver }) as { readonly id: number; readonly body: string; readonly attempts: number }[];
  return rows.map(({ id, body, attempts }) => ({ id, attempts, notification: JSON.parse(body) as Notification }));
}

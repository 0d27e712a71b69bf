import type { DatabaseSync } from 'node:sqlite';
import type { Notification } from '../../../protocol/notification';
import { statement } from '../statement';

const SQL = 'insert into notification (receiver, body) values (:receiver, :body)';

/** Answers the notification's number. */
export function insertNotification(database: DatabaseSync, receiver: string, notification: Notification): number {
  return Number(statement(database, SQL).run({ receiver, body: JSON.stringify(notification) }).lastInsertRowid);
}

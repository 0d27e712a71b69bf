import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { INotificationStore } from '../store-port';
import type { Flushing } from './create-flushing';
import { deleteNotification } from './queries/delete-notification';
import { deleteNotificationsOfOthers } from './queries/delete-notifications-of-others';
import { insertNotification } from './queries/insert-notification';
import { noteAttempt } from './queries/note-attempt';
import { selectNotifications } from './queries/select-notifications';

/** An address may hold a secret, so only its digest is kept. */
export function createNotificationStore(database: DatabaseSync, { flushed }: Flushing): INotificationStore {
  return {
    addNotification: (webhook, notification) => flushed(() => insertNotification(database, digestOf(webhook), notification)),
    pendingNotifications: webhook => selectNotifications(database, digestOf(webhook)),
    noteAttempt: id => flushed(() => noteAttempt(database, id)),
    removeNotification: id => flushed(() => deleteNotification(database, id)),
    keepNotificationsOf: webhooks => flushed(() => deleteNotificationsOfOthers(database, webhooks.map(digestOf)))
  };
}

function digestOf(webhook: string): string {
  return createHash('sha256').update(webhook).digest('hex');
}

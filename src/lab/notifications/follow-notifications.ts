import type { IConnection } from '../../client/connection';
import type { Notification } from '../../protocol/notification';

/** Hands each notification that is sent from now on to `show`, once, over every reconnection. Returns what ends it. */
export function followNotifications(connection: Pick<IConnection, 'subscribe'>, show: (notification: Notification) => void): () => void {
  /** Runs that were told of; null before the first snapshot: what is in that one is old. */
  let told: Set<string> | null = null;
  const take = (notifications: readonly Notification[]): void => {
    const fresh = told === null ? [] : notifications.filter(({ run }) => told?.has(run.id) === false);
    told = new Set([...(told ?? []), ...notifications.map(({ run }) => run.id)]);
    fresh.forEach(show);
  };
  return connection.subscribe({ kind: 'notifications' }, event => {
    if (event.kind === 'snapshot' && event.data.kind === 'notifications') {
      take(event.data.notifications);
    } else if (event.kind === 'change' && event.data.kind === 'notification') {
      take([event.data.notification]);
    }
  });
}

import type { Notification } from '../../protocol/notification';
import type { IClock, ILogger, IWebhooks } from '../ports';
import type { INotificationStore } from '../store-port';

export type OutboxPorts = {
  readonly store: INotificationStore;
  readonly clock: IClock;
  readonly logger: ILogger;
  readonly webhooks: IWebhooks;
  readonly signal: AbortSignal;
};

/** Milliseconds before each further attempt. */
const PAUSES = [10_000, 60_000, 600_000];

/** Delivers notifications to webhooks. One that was not taken when the scheduler ended is delivered by the next. */
export interface IOutbox {
  add(webhook: string, notification: Notification): void;
}

/** `webhooks`: those of which anything that is left is still to be delivered. */
export function createOutbox(ports: OutboxPorts, webhooks: readonly string[]): IOutbox {
  const { store } = ports;
  const known = [...new Set(webhooks)];
  settle(ports, () => store.keepNotificationsOf(known));
  for (const webhook of known) {
    store.pendingNotifications(webhook).forEach(pending => void deliver(ports, { webhook, ...pending }));
  }
  return {
    add: (webhook, notification) => void deliver(ports, { webhook, notification, id: keep(ports, webhook, notification), attempts: 0 })
  };
}

/** Null where the store could not keep it: it is delivered as long as this scheduler lives. */
function keep({ store, logger }: OutboxPorts, webhook: string, notification: Notification): number | null {
  try {
    return store.addNotification(webhook, notification);
  } catch (error) {
    logger.warn({ error, task: notification.task }, 'a notification could not be kept');
    return null;
  }
}

type Delivery = { readonly webhook: string; readonly notification: Notification; readonly id: number | null; readonly attempts: number };

async function deliver(ports: OutboxPorts, { webhook, notification, id, attempts }: Delivery): Promise<void> {
  const { store, webhooks, clock, logger, signal } = ports;
  const { kind, task } = notification;
  for (const pause of [...PAUSES.slice(attempts), null]) {
    const sent = await webhooks.post(webhook, notification);
    if (sent.ok) {
      logger.info({ kind, task }, 'somebody was told of a task');
    } else {
      logger.warn({ kind, task, reason: sent.refusal.message, again: pause }, 'nobody could be told of a task');
    }
    if (sent.ok || pause === null) {
      settle(ports, () => id !== null && store.removeNotification(id));
      return;
    }
    settle(ports, () => id !== null && store.noteAttempt(id));
    await clock.sleep(pause, signal);
    if (signal.aborted) {
      return;
    }
  }
}

/** Where the store fails, the next scheduler tells something once more. */
function settle({ logger }: OutboxPorts, write: () => unknown): void {
  try {
    write();
  } catch (error) {
    logger.warn({ error }, 'what became of a notification could not be kept');
  }
}

import { judgeEnd } from '../../core/notifications/judge-runs';
import { notificationOf } from '../../core/notifications/notification-of';
import { DEFAULT_AFTER_FAILURES, type NotifyConfiguration } from '../../protocol/configuration';
import type { Notification } from '../../protocol/notification';
import type { Run } from '../../protocol/run';
import type { IEvents } from '../ports';
import type { IStore } from '../store-port';
import { createFailureCounts } from './failure-counts';
import { createOutbox, type OutboxPorts } from './outbox';

export type NotifyPorts = OutboxPorts & { readonly store: IStore; readonly events: IEvents };

/** Notifications that Lab can show later. */
const REMEMBERED = 50;

/** What people were told of tasks since the scheduler began. */
export interface INotifications {
  /** The newest last; of many the newest. */
  readonly recent: readonly Notification[];
}

/**
 * Tells of tasks that fail again and again, once, and once that they work again, until `signal`: Lab after three failures
 * in a row, and the webhooks that `notify` names at that moment after as many as each wants.
 */
export function notifyFailures(ports: NotifyPorts, notify: () => readonly NotifyConfiguration[]): INotifications {
  const counts = createFailureCounts(ports.store);
  const outbox = createOutbox(
    ports,
    notify().map(({ webhook }) => webhook)
  );
  let recent: readonly Notification[] = [];
  const tellLab = (notification: Notification): void => {
    recent = [...recent, notification].slice(-REMEMBERED);
    ports.events.publish({ kind: 'notification', organisation: notification.run.organisation });
  };
  const unsubscribe = ports.events.subscribe(event => {
    const run = event.kind === 'run' && event.ended === true ? ports.store.run(event.run) : null;
    const before = run === null || run.trial ? null : counts.note(run);
    if (run === null || before === null) {
      return;
    }
    tell(ports, { run, before, after: DEFAULT_AFTER_FAILURES }, tellLab);
    for (const whom of notify()) {
      if (whom.organisations?.includes(run.organisation) !== false) {
        tell(ports, { run, before, after: whom.after_failures }, notification => outbox.add(whom.webhook, notification));
      }
    }
  });
  ports.signal.addEventListener('abort', unsubscribe, { once: true });
  return {
    get recent() {
      return recent;
    }
  };
}

type End = { readonly run: Run; readonly before: number; readonly after: number };

function tell(ports: NotifyPorts, { run, before, after }: End, how: (notification: Notification) => void): void {
  const judgement = judgeEnd(run.status, before, after);
  if (judgement !== null) {
    const [success = null] = ports.store.runs(run.task, { status: 'SUCCESS', limit: 1, before: run.id });
    how(notificationOf({ task: nameOf(ports, run), judgement, run, success }));
  }
}

function nameOf({ store }: NotifyPorts, run: Run): string {
  return store.task(run.task)?.key ?? run.task;
}

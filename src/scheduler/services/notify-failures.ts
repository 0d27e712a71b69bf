import { judgeRuns } from '../../core/notifications/judge-runs';
import { notificationOf } from '../../core/notifications/notification-of';
import type { NotifyConfiguration } from '../../protocol/configuration';
import type { RunId } from '../../protocol/identity';
import type { Notification } from '../../protocol/notification';
import { hasEnded, type Run } from '../../protocol/run';
import type { IClock, IEvents, ILogger, IWebhooks } from '../ports';
import type { IStore } from '../store-port';

export type NotifyPorts = {
  readonly store: IStore;
  readonly events: IEvents;
  readonly clock: IClock;
  readonly logger: ILogger;
  readonly webhooks: IWebhooks;
  readonly signal: AbortSignal;
};

/** Runs that are looked at: more failures in a row are told as so many. */
const LOOKED_AT = 1000;
/** Milliseconds before each further attempt. */
const PAUSES = [10_000, 60_000, 600_000];

/** Tells of tasks that fail again and again, once, and once that they work again, until `signal`. */
export function notifyFailures(ports: NotifyPorts, notify: readonly NotifyConfiguration[]): void {
  if (notify.length === 0) {
    return;
  }
  const unsubscribe = ports.events.subscribe(event => {
    if (event.kind === 'run' && event.ended === true) {
      notify.forEach(whom => judge(ports, event.run, whom));
    }
  });
  ports.signal.addEventListener('abort', unsubscribe, { once: true });
}

function judge(ports: NotifyPorts, id: RunId, whom: NotifyConfiguration): void {
  const { store } = ports;
  const run = store.run(id);
  if (run === null || run.trial || run.status === 'KILLED' || whom.organisations?.includes(run.organisation) === false) {
    return;
  }
  if (isNothingNew(ports, run, whom.after_failures)) {
    return;
  }
  const { counting } = newestRuns(ports, run, LOOKED_AT);
  // Of an older run, such as one that was found after a crash, nothing new can be said.
  const judgement =
    counting[0]?.id === id
      ? judgeRuns(
          counting.map(({ status }) => status),
          whom.after_failures
        )
      : null;
  if (judgement !== null) {
    const success = counting.find((each, place) => place > 0 && each.status === 'SUCCESS') ?? null;
    void send(ports, whom, notificationOf({ task: nameOf(ports, run), judgement, run, success }));
  }
}

/** The newest runs of its task, and those of them that count. */
function newestRuns(
  { store }: NotifyPorts,
  { task }: Run,
  limit: number
): { readonly all: readonly Run[]; readonly counting: readonly Run[] } {
  const all = store.runs(task, { status: null, limit, before: null });
  return { all, counting: all.filter(({ status }) => hasEnded(status) && status !== 'KILLED') };
}

/** Of nearly every run the few before it tell, so that not all of them are read each time. */
function isNothingNew(ports: NotifyPorts, run: Run, after: number): boolean {
  const { all, counting } = newestRuns(ports, run, after + 1);
  const statuses = counting.map(({ status }) => status);
  return all.length === counting.length && judgeRuns(statuses, after) === null;
}

function nameOf({ store }: NotifyPorts, run: Run): string {
  return store.task(run.task)?.key ?? run.task;
}

async function send(
  { webhooks, clock, logger, signal }: NotifyPorts,
  whom: NotifyConfiguration,
  notification: Notification
): Promise<void> {
  const { kind, task } = notification;
  for (const pause of [...PAUSES, null]) {
    const sent = await webhooks.post(whom.webhook, notification);
    if (sent.ok) {
      logger.info({ kind, task }, 'somebody was told of a task');
      return;
    }
    logger.warn({ kind, task, reason: sent.refusal.message, again: pause }, 'nobody could be told of a task');
    if (pause === null || signal.aborted) {
      return;
    }
    await clock.sleep(pause, signal);
  }
}

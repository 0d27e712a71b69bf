import { createCheck, type Check } from '../protocol/check';
import { ApiErrorSchema } from '../protocol/errors';
import type { ChangeData, ServerMessage, SnapshotData } from '../protocol/events';
import { parseJson } from '../protocol/json';
import { NotificationSchema } from '../protocol/notification';
import { OrganisationSchema, RepositorySchema } from '../protocol/organisation';
import type { LogGap, LogIndexEntry } from '../protocol/run-folder';
import { RunSchema } from '../protocol/run';
import { TaskSchema } from '../protocol/task';
import { TrialSchema } from '../protocol/trial';

type Fields = Readonly<Record<string, unknown>>;

const checkOrganisation = createCheck(OrganisationSchema);
const checkRepository = createCheck(RepositorySchema);
const checkNotification = createCheck(NotificationSchema);
const checkTask = createCheck(TaskSchema);
const checkRun = createCheck(RunSchema);
const checkTrial = createCheck(TrialSchema);
const checkError = createCheck(ApiErrorSchema);

/** The text message of the scheduler in `text`, or null where it is none. */
export function parseServerMessage(text: string): ServerMessage | null {
  const message = fields(parseJson(text));
  if (message === null) {
    return null;
  }
  if (message.type === 'refused') {
    return parseRefused(message);
  }
  const { subscription, number } = message;
  if (!isCount(subscription)) {
    return null;
  }
  switch (message.type) {
    case 'snapshot': {
      const data = parseSnapshot(fields(message.data));
      return data === null || !isCount(number) ? null : { type: 'snapshot', subscription, number, data };
    }
    case 'change': {
      const data = parseChange(fields(message.data));
      return data === null || !isCount(number) ? null : { type: 'change', subscription, number, data };
    }
    case 'log_index': {
      const entries = parseEntries(message.entries);
      return entries === null ? null : { type: 'log_index', subscription, entries };
    }
    case 'log_gap': {
      const gap = fields(message.gap);
      return isGap(gap) ? { type: 'log_gap', subscription, gap: { from: gap.from, to: gap.to, limit: gap.limit } } : null;
    }
    case 'log_end': {
      const run = valueOf(checkRun, message.run);
      return run === null ? null : { type: 'log_end', subscription, run };
    }
    default:
      return null;
  }
}

function parseSnapshot(data: Fields | null): SnapshotData | null {
  switch (data?.kind) {
    case 'organisations': {
      const organisations = valuesOf(checkOrganisation, data.organisations);
      const repositories = valuesOf(checkRepository, data.repositories);
      return organisations === null || repositories === null ? null : { kind: 'organisations', organisations, repositories };
    }
    case 'notifications': {
      const notifications = valuesOf(checkNotification, data.notifications);
      return notifications === null ? null : { kind: 'notifications', notifications };
    }
    case 'tasks': {
      const tasks = valuesOf(checkTask, data.tasks);
      const organisation = orNull(checkOrganisation, data.organisation);
      return tasks === null || organisation === undefined ? null : { kind: 'tasks', organisation, tasks };
    }
    case 'task': {
      const runs = valuesOf(checkRun, data.runs);
      const task = orNull(checkTask, data.task);
      return runs === null || task === undefined ? null : { kind: 'task', task, runs };
    }
    case 'trial': {
      const trial = orNull(checkTrial, data.trial);
      return trial === undefined ? null : { kind: 'trial', trial };
    }
    case 'log': {
      const run = orNull(checkRun, data.run);
      return run === undefined ? null : { kind: 'log', run };
    }
    default:
      return null;
  }
}

function parseChange(data: Fields | null): ChangeData | null {
  switch (data?.kind) {
    case 'organisation': {
      const organisation = valueOf(checkOrganisation, data.organisation);
      return organisation === null ? null : { kind: 'organisation', organisation };
    }
    case 'repository': {
      const repository = valueOf(checkRepository, data.repository);
      return repository === null ? null : { kind: 'repository', repository };
    }
    case 'notification': {
      const notification = valueOf(checkNotification, data.notification);
      return notification === null ? null : { kind: 'notification', notification };
    }
    case 'repository_gone':
      return typeof data.url === 'string' ? { kind: 'repository_gone', url: data.url } : null;
    case 'task': {
      const task = valueOf(checkTask, data.task);
      return task === null ? null : { kind: 'task', task };
    }
    case 'run': {
      const run = valueOf(checkRun, data.run);
      return run === null ? null : { kind: 'run', run };
    }
    case 'trial': {
      const trial = valueOf(checkTrial, data.trial);
      return trial === null ? null : { kind: 'trial', trial };
    }
    default:
      return null;
  }
}

function parseRefused(message: Fields): ServerMessage | null {
  const { subscription } = message;
  const body = valueOf(checkError, { error: message.error });
  if (body === null || !(subscription === null || isCount(subscription))) {
    return null;
  }
  return { type: 'refused', subscription, error: body.error };
}

function parseEntries(value: unknown): readonly LogIndexEntry[] | null {
  return Array.isArray(value) && value.every(isEntry) ? value : null;
}

function isEntry(value: unknown): value is LogIndexEntry {
  const entry = fields(value);
  return (
    entry !== null && isCount(entry.offset) && typeof entry.time === 'number' && (entry.stream === 'stdout' || entry.stream === 'stderr')
  );
}

function isGap(gap: Fields | null): gap is LogGap {
  return gap !== null && isCount(gap.from) && isCount(gap.to) && isCount(gap.limit);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function fields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null ? (value as Fields) : null;
}

function valueOf<T>(check: Check<T>, value: unknown): T | null {
  const checked = check(value);
  return checked.ok ? checked.value : null;
}

/** Undefined where `value` is neither null nor what `check` describes. */
function orNull<T>(check: Check<T>, value: unknown): T | null | undefined {
  return value === null ? null : (valueOf(check, value) ?? undefined);
}

function valuesOf<T>(check: Check<T>, value: unknown): readonly T[] | null {
  if (!Array.isArray(value)) {
    return null;
  }
  const values = value.map(item => valueOf(check, item));
  return values.every((item): item is NonNullable<typeof item> => item !== null) ? values : null;
}

import { Type } from '@sinclair/typebox';

/** UUID (version 7: ids sort by time) of one run. Made by the store, or by a parser of outside data. */
export type RunId = string & { readonly brand: 'RunId' };
/** UUID of a task; stays the same while its key comes and goes on master. */
export type TaskId = string & { readonly brand: 'TaskId' };
/** `organisation/name`, unique among the tasks of definition files. */
export type TaskKey = string & { readonly brand: 'TaskKey' };
/** Full hash of a git commit, 40 or 64 hexadecimal digits. */
export type CommitHash = string & { readonly brand: 'CommitHash' };

/** The loop that every organisation shares; no organisation may take this name. */
export const METADATA_LOOP = 'metadata';

export const CODOPS_PATTERN = '^[a-z0-9][a-z0-9_-]{0,62}$';
const TASK_NAME_PATTERN = '^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$';
const UUID_PATTERN = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

const codops = new RegExp(CODOPS_PATTERN);
const taskName = new RegExp(TASK_NAME_PATTERN);
const uuid = new RegExp(UUID_PATTERN);

export const RunIdSchema = Type.Unsafe<RunId>({ type: 'string', pattern: UUID_PATTERN, description: 'UUID version 7 of a run' });
export const TaskIdSchema = Type.Unsafe<TaskId>({ type: 'string', pattern: UUID_PATTERN, description: 'UUID of a task' });
export const TaskKeySchema = Type.Unsafe<TaskKey>({ type: 'string', description: '`organisation/name`' });
export const CommitHashSchema = Type.Unsafe<CommitHash>({ type: 'string', pattern: '^([0-9a-f]{40}|[0-9a-f]{64})$' });

export function isCodops(text: string): boolean {
  return codops.test(text) && text !== METADATA_LOOP;
}

export function isTaskName(text: string): boolean {
  return taskName.test(text);
}

/** The id in `text`, or null where it is not a UUID in lower case. */
export function parseRunId(text: string): RunId | null {
  return uuid.test(text) ? (text as RunId) : null;
}

/** The id in `text`, or null where it is not a UUID in lower case. */
export function parseTaskId(text: string): TaskId | null {
  return uuid.test(text) ? (text as TaskId) : null;
}

/** The key of task `name` of `organisation`. Both must already be valid names. */
export function taskKey(organisation: string, name: string): TaskKey {
  return `${organisation}/${name}` as TaskKey;
}

/** Splits `organisation/name`; null where either half is not a valid name. */
export function parseTaskKey(text: string): { organisation: string; name: string } | null {
  const slash = text.indexOf('/');
  if (slash < 0) {
    return null;
  }
  const organisation = text.slice(0, slash);
  const name = text.slice(slash + 1);
  return isCodops(organisation) && isTaskName(name) ? { organisation, name } : null;
}

/** The version shown for a run: the first seven digits of its commit. */
export function versionOf(commit: CommitHash): string {
  return commit.slice(0, 7);
}

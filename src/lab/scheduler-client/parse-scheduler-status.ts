import type { ServerStatus } from '../tokens';

/** The status in an answer of `GET peach/scheduler`; null where it is none. */
export function parseSchedulerStatus(value: unknown): ServerStatus | null {
  if (typeof value !== 'object' || value === null || !('state' in value)) {
    return null;
  }
  const { state } = value;
  const reason = 'reason' in value && typeof value.reason === 'string' ? value.reason : null;
  const rootDir = 'root_dir' in value ? parseRoot(value.root_dir) : undefined;
  return state === 'running' || state === 'starting' || state === 'stopped' ? { state, reason, rootDir } : null;
}

function parseRoot(value: unknown): string | null | undefined {
  return typeof value === 'string' || value === null ? value : undefined;
}

import type { ApiError } from '../protocol/errors';
import type { ChangeData, SnapshotData } from '../protocol/events';
import type { Run } from '../protocol/run';
import type { LogGap, LogIndexEntry } from '../protocol/run-folder';

/** What a subscription brings, in order and without gaps. A snapshot replaces all that came before it. */
export type TopicEvent =
  | { readonly kind: 'snapshot'; readonly data: SnapshotData }
  | { readonly kind: 'change'; readonly data: ChangeData }
  | { readonly kind: 'log_index'; readonly entries: readonly LogIndexEntry[] }
  /** Bytes that stand at `offset` of the whole stream; offsets only grow, and what is left out between two is a hole in the log itself. */
  | { readonly kind: 'log_bytes'; readonly offset: number; readonly bytes: Uint8Array }
  /** Bytes were dropped; the next ones stand at `gap.to`. */
  | { readonly kind: 'log_gap'; readonly gap: LogGap }
  | { readonly kind: 'log_end'; readonly run: Run }
  | { readonly kind: 'refused'; readonly error: ApiError['error'] };

import type { RunId } from '../../protocol/identity';
import { hasEnded, type RunStatus } from '../../protocol/run';

/** What is known of a run whose log or row may go. */
export type OldRun = {
  readonly id: RunId;
  readonly status: RunStatus;
  /** Milliseconds since the epoch; null before its end. */
  readonly endedAt: number | null;
};

type Circumstances = {
  readonly isProtected: boolean;
  /** Somebody reads its log just now. */
  readonly isRead: boolean;
};

/** Whether a run that is one too many of its task may go, with everything that is left of it. */
export function mayRemoveRun(run: OldRun, { isProtected, isRead }: Circumstances): boolean {
  return hasEnded(run.status) && !isProtected && !isRead;
}

/** Whether the log of a run may go by its age. `endedBefore` in milliseconds since the epoch. */
export function mayRemoveLog(run: OldRun, circumstances: Circumstances & { readonly endedBefore: number }): boolean {
  return mayRemoveRun(run, circumstances) && run.endedAt !== null && run.endedAt < circumstances.endedBefore;
}

import { formatDuration } from '../../protocol/duration';
import type { ForcedEnd, RunSpecification } from '../../protocol/run-folder';

/** Seconds beyond limit and grace until a supervisor that is found stopped is taken for one that can't do its work. */
const STOPPED_MARGIN = 20;
/** The same for one that seems to run. Longer, since a machine may be busy; it may also be waiting for a full disk. */
const MARGIN = 120;

/** What is known of a run whose supervisor is there and has written no end. Times are in seconds. */
export type Overtime = {
  readonly limits: Pick<RunSpecification, 'timeout' | 'grace'>;
  /** Since the claim; null where it is unknown. */
  readonly running: number | null;
  /** Since somebody asked for the end, and why; null where nobody did. */
  readonly stop: { readonly asked: number; readonly reason: string } | null;
  /** Whether the supervisor was found stopped just now. */
  readonly stopped: boolean;
};

/** How the run is to be ended in place of its supervisor, which should have done it long ago; null while there is no need. */
export function overdue({ limits, running, stop, stopped }: Overtime): ForcedEnd | null {
  const patience = limits.grace + (stopped ? STOPPED_MARGIN : MARGIN);
  if (stop !== null && stop.asked >= patience) {
    return { status: 'KILLED', reason: stop.reason };
  }
  if (running !== null && running >= limits.timeout + patience) {
    return { status: 'TIMED_OUT', reason: `timed out after ${formatDuration(limits.timeout)}` };
  }
  return null;
}

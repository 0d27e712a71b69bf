import type { TimeFrame } from '../words/time-text';
import type { ShownConnection } from './shown-state';

/** The moment that what is shown is of: once the connection is lost, no elapsed time goes on. */
export function frozenFrame(frame: TimeFrame, connection: ShownConnection): TimeFrame {
  return 'since' in connection ? { ...frame, now: Math.min(frame.now, connection.since) } : frame;
}

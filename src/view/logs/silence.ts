import type { ShownLogSection } from '../tasks-information/shown-state';
import { parseTime } from '../words/time-text';

const MINUTE = 60_000;

/** `Silent for 3 min` of an execution that runs and has written nothing for a minute or more; else null. `now` in milliseconds since the epoch. */
export function silenceText({ run, log }: ShownLogSection, now: number): string | null {
  if (run.status !== 'RUNNING' || log?.state !== 'following') {
    return null;
  }
  const since = log.lines.lastTime ?? parseTime(run.started_at);
  const minutes = since === null ? 0 : Math.floor((now - since) / MINUTE);
  if (minutes < 1) {
    return null;
  }
  const hours = Math.floor(minutes / 60);
  return `Silent for ${hours > 0 ? `${hours} h ` : ''}${minutes % 60} min`;
}

import { formatDuration } from '../../protocol/duration';
import type { Loop } from '../../protocol/organisation';
import { dueText, parseTime, timeText, type TimeFrame } from '../words/time-text';

/** What is said about a lap, in pieces that a narrow panel can leave out. */
export type LapText = {
  /** `Lap 412`. */
  readonly title: string;
  /** `3 min 35 s, expected end ≈ 14:07:32`; empty where the lap has not begun. */
  readonly progress: string;
  /** `6 min 1 s`; null before the first full lap. */
  readonly lastLap: string | null;
};

export function lapText(loop: Loop, frame: TimeFrame): LapText {
  const start = parseTime(loop.started_at);
  const lastLap = loop.last_lap_duration;
  const title = loop.lap === 0 ? 'No lap yet' : `Lap ${loop.lap}`;
  return {
    title,
    progress: start === null ? '' : progressText(loop, start, frame),
    lastLap: lastLap === null ? null : formatDuration(lastLap)
  };
}

/** Whether the loop runs, in a few words. */
export function loopText(loop: Loop, frame: TimeFrame): string {
  const next = parseTime(loop.next_lap_at);
  if (loop.paused) {
    return 'Loop paused';
  }
  if (loop.running === null && loop.shares.length === 0) {
    return 'Loop waits until something is due';
  }
  if (isBetweenLaps(loop)) {
    return next === null ? `Loop waits, lap ${loop.lap} is done` : `Loop waits, next lap at ${timeText(next, frame)}`;
  }
  return loop.lap === 0 ? 'Loop begins with its first task' : `Loop running, lap ${loop.lap}`;
}

/** Whether all of this lap has run and the next has not begun. */
export function isBetweenLaps(loop: Loop): boolean {
  return loop.running === null && loop.shares.every(share => share.done);
}

/** When the present lap ends, if it takes as long as the last one; null where that is not known or already past. */
function expectedLapEnd(loop: Loop, now: number): number | null {
  const start = parseTime(loop.started_at);
  const end = start === null || loop.last_lap_duration === null ? null : start + loop.last_lap_duration * 1000;
  return end === null || end < now ? null : end;
}

/** When a new task gets its first turn, as text; null where nothing is known. */
export function nextLapText(loop: Loop, frame: TimeFrame): string | null {
  const next = parseTime(loop.next_lap_at);
  const expected = next !== null && next > frame.now ? next : expectedLapEnd(loop, frame.now);
  return expected === null ? null : `≈ ${dueText(Math.ceil(expected / 60_000) * 60_000, frame)}`;
}

function progressText(loop: Loop, start: number, frame: TimeFrame): string {
  if (isBetweenLaps(loop)) {
    return 'done';
  }
  const elapsed = formatDuration((frame.now - start) / 1000);
  const end = expectedLapEnd(loop, frame.now);
  return end === null ? elapsed : `${elapsed}, expected end ≈ ${timeText(end, frame)}`;
}

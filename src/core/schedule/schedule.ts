import { parseCron } from './cron-pattern';
import { nextDueOf } from './due-times';
import { timeZone } from './time-zone';

/** When a task is due. */
export type Schedule = {
  /** Patterns and time zone as one text, by which two can be told apart. */
  readonly text: string;
  /** The first due time after `time`, or null where there is none for years. Milliseconds since the epoch. */
  readonly next: (time: number) => number | null;
};

/** Of patterns that were checked before; one that is none after all is never due. Throws RangeError where there is no such zone. */
export function createSchedule(texts: readonly string[], zone: string): Schedule {
  const patterns = texts.flatMap(text => {
    const parsed = parseCron(text);
    return parsed.ok ? parsed.pattern : [];
  });
  const place = timeZone(zone);
  return { text: JSON.stringify([texts, zone]), next: time => nextDueOf(patterns, place, time) };
}

import type { CronPattern } from './cron-pattern';
import { endOfGap, offsetsAround, timesOf, type ITimeZone } from './time-zone';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The longest between two 29ths of February, on a weekday or not: from 1896 to 1904, and the like. */
const LONGEST_DAYS = 8 * 366 + 2;
/** Days before the one that a clock shows: where clocks are set over midnight, what was due then is due after it. */
const BACK_DAYS = 2;

/**
 * The first due time after `after`; null where there is none within eight years. Milliseconds since the epoch.
 *
 * Where clocks are set forward, what a pattern with fixed hours says for the gap is due once at its end; where they are set
 * back, the hour that comes twice counts once. A pattern whose hours are a wildcard goes by what the clock shows at each moment.
 */
export function nextDue(pattern: CronPattern, zone: ITimeZone, after: number): number | null {
  const today = startOfDay(after + zone.offsetAt(after));
  for (let place = -BACK_DAYS; place <= LONGEST_DAYS; place += 1) {
    const due = firstAfter(pattern, { zone, day: today + place * DAY, after });
    if (due !== null) {
      return due;
    }
  }
  return null;
}

/** The first due time of several patterns after `after`; null where there is none. */
export function nextDueOf(patterns: readonly CronPattern[], zone: ITimeZone, after: number): number | null {
  const dues = patterns.map(pattern => nextDue(pattern, zone, after)).filter(due => due !== null);
  return dues.length === 0 ? null : Math.min(...dues);
}

type Day = { readonly zone: ITimeZone; readonly day: number; readonly after: number };

/** The earliest of the day's due times that is after `after`. */
function firstAfter(pattern: CronPattern, { zone, day, after }: Day): number | null {
  if (!isDueOn(pattern, new Date(day))) {
    return null;
  }
  const { least, most } = offsetsAround(zone, day);
  let first: number | null = null;
  for (const shown of clockTimes(pattern, day)) {
    // From here on everything is later, whichever way the clocks are set.
    if (first !== null && shown - most > first) {
      break;
    }
    if (shown - least > after) {
      const times = least === most ? [shown - least] : timesDue(pattern, zone, shown).filter(time => time > after);
      first = times.reduce<number | null>((earliest, time) => Math.min(earliest ?? time, time), first);
    }
  }
  return first;
}

/** What a clock shows when the pattern is due on `day`. */
function* clockTimes({ hours, minutes }: CronPattern, day: number): Iterable<number> {
  for (const hour of hours) {
    for (const minute of minutes) {
      yield day + (hour * 60 + minute) * MINUTE;
    }
  }
}

function timesDue(pattern: CronPattern, zone: ITimeZone, shown: number): readonly number[] {
  const times = timesOf(zone, shown);
  if (pattern.everyHour) {
    return times;
  }
  return [times[0] ?? endOfGap(zone, shown)];
}

/** `day` is read in UTC. */
function isDueOn({ days, months, weekdays, daysFitBoth }: CronPattern, day: Date): boolean {
  const fits = [days.includes(day.getUTCDate()), weekdays.includes(day.getUTCDay())];
  return months.includes(day.getUTCMonth() + 1) && (daysFitBoth ? fits.every(Boolean) : fits.some(Boolean));
}

function startOfDay(shown: number): number {
  return Math.floor(shown / DAY) * DAY;
}

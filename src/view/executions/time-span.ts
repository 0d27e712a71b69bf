import { dateText, wallClockStamp } from '../words/time-text';

/** From one moment to another, both in it. Milliseconds since the epoch. */
export type TimeSpan = { readonly from: number; readonly to: number };

const HOUR = 3_600_000;
const WALL_CLOCK = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?)?$/;

/** The span between two moments, whichever is the earlier. */
export function spanBetween(one: number, other: number): TimeSpan {
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

/** `3 Nov 10:00 – 4 Nov 12:00`; the date once where it is the same, seconds where the span is short. */
export function spanText({ from, to }: TimeSpan, timeZone: string): string {
  const cut = to - from < HOUR ? undefined : -3;
  const [one, other] = [dateText(from, timeZone), dateText(to, timeZone)];
  const [date, month] = one.split(' ');
  const sameDay = to - from < 24 * HOUR && other.startsWith(`${date ?? ''} ${month ?? ''} `);
  return `${one.slice(0, cut)} – ${other.slice(sameDay ? other.lastIndexOf(' ') + 1 : 0, cut)}`;
}

/**
 * The moment that a clock in `timeZone` shows as `2026-11-20T13:57`, as a field for times or a chart writes it; null where
 * that is no time. Of the hour that comes twice it is one of both.
 */
export function parseWallClock(text: string, timeZone: string): number | null {
  const [, date, minutes = '00:00', seconds = '00', fraction = '0'] = WALL_CLOCK.exec(text) ?? [];
  const wall = Date.parse(`${date ?? ''}T${minutes}:${seconds}.${fraction.padEnd(3, '0')}Z`);
  if (date === undefined || Number.isNaN(wall)) {
    return null;
  }
  const correct = (time: number): number => time - (Date.parse(`${wallClockStamp(time, timeZone)}Z`) - wall);
  // The second time counts where the change of the clock lies between the guess and the moment.
  return correct(correct(wall));
}

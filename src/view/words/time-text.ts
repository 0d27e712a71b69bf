import { zonedTime, type ZonedTime } from './zoned-time';

/** The moment and the place that times are written for. `now` in milliseconds since the epoch, `timeZone` an IANA name. */
export type TimeFrame = { readonly now: number; readonly timeZone: string };

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];

/** Milliseconds since the epoch of a time of the API, or null. */
export function parseTime(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}

/** Today `14:03:54`, within six days `Mon 07:00:00`, else `19 Nov 22:10:08`. */
export function timeText(time: number, { now, timeZone }: TimeFrame): string {
  const at = zonedTime(time, timeZone);
  return dayPrefix(at, zonedTime(now, timeZone)) + clock(at);
}

/** When something is due: `14:10`, `tomorrow 06:00`, `Mon 06:00`; seconds only where there are some. */
export function dueText(time: number, { now, timeZone }: TimeFrame): string {
  const at = zonedTime(time, timeZone);
  const today = zonedTime(now, timeZone);
  const prefix = at.day === today.day + 1 ? 'tomorrow ' : dayPrefix(at, today);
  return prefix + (at.second === 0 ? shortClock(at) : clock(at));
}

/** The date always: `20 Nov 13:57:52`. */
export function dateText(time: number, timeZone: string): string {
  const at = zonedTime(time, timeZone);
  return `${monthText(at)} ${clock(at)}`;
}

/** Everything, for a tooltip: `Fri 20 Nov 2026 13:57:52.118 Europe/Berlin`. */
export function fullTimeText(time: number, timeZone: string): string {
  const at = zonedTime(time, timeZone);
  return `${weekdayText(at)} ${monthText(at)} ${at.year} ${preciseClock(at)} ${timeZone}`;
}

/** The time of a log line: `14:03:54.118`. */
export function lineTimeText(time: number, timeZone: string): string {
  return preciseClock(zonedTime(time, timeZone));
}

/** The wall clock as a chart reads it, without a zone: `2026-11-20T13:57:52.118`. */
export function wallClockStamp(time: number, timeZone: string): string {
  const at = zonedTime(time, timeZone);
  return `${at.year}-${two(at.month)}-${two(at.date)}T${preciseClock(at)}`;
}

function dayPrefix(at: ZonedTime, today: ZonedTime): string {
  const distance = Math.abs(at.day - today.day);
  if (distance === 0) {
    return '';
  }
  if (distance < 7) {
    return `${weekdayText(at)} `;
  }
  return at.year === today.year ? `${monthText(at)} ` : `${monthText(at)} ${at.year} `;
}

function weekdayText(at: ZonedTime): string {
  return WEEKDAYS[((at.day % 7) + 7) % 7] ?? '';
}

function monthText(at: ZonedTime): string {
  return `${at.date} ${MONTHS[at.month - 1] ?? ''}`;
}

function shortClock(at: ZonedTime): string {
  return `${two(at.hour)}:${two(at.minute)}`;
}

function clock(at: ZonedTime): string {
  return `${shortClock(at)}:${two(at.second)}`;
}

function preciseClock(at: ZonedTime): string {
  return `${clock(at)}.${String(Math.floor(at.millisecond)).padStart(3, '0')}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

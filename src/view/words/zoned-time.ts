/** A moment on the wall clock of a time zone. `day` counts days, so that two moments on the same date have the same. */
export type ZonedTime = {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly date: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly day: number;
};

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Minutes that are kept: a screen shows the same ones each second. */
const KEPT = 5000;

/** A minute on the wall clock: zones differ by whole ones. */
type ZonedMinute = Omit<ZonedTime, 'second' | 'millisecond'>;
type Zone = { readonly format: Intl.DateTimeFormat; readonly minutes: Map<number, ZonedMinute> };

const zones = new Map<string, Zone>();

/** `time`, in milliseconds since the epoch, in `timeZone`, an IANA name. */
export function zonedTime(time: number, timeZone: string): ZonedTime {
  const minute = Math.floor(time / MINUTE);
  const rest = time - minute * MINUTE;
  const second = Math.floor(rest / 1000);
  return { ...zonedMinute(minute, zoneOf(timeZone)), second, millisecond: rest - second * 1000 };
}

function zonedMinute(minute: number, { format, minutes }: Zone): ZonedMinute {
  const known = minutes.get(minute);
  if (known !== undefined) {
    return known;
  }
  const parts = new Map(format.formatToParts(minute * MINUTE).map(part => [part.type, Number(part.value)]));
  const [year, month, date] = [parts.get('year') ?? 0, parts.get('month') ?? 1, parts.get('day') ?? 1];
  const day = Math.floor(Date.UTC(year, month - 1, date) / DAY);
  const made = { year, month, date, hour: parts.get('hour') ?? 0, minute: parts.get('minute') ?? 0, day };
  if (minutes.size >= KEPT) {
    minutes.clear();
  }
  minutes.set(minute, made);
  return made;
}

/** Its format is made once: that costs more than to use it. */
function zoneOf(timeZone: string): Zone {
  const made = zones.get(timeZone);
  if (made !== undefined) {
    return made;
  }
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric'
  });
  const zone = { format, minutes: new Map<number, ZonedMinute>() };
  zones.set(timeZone, zone);
  return zone;
}

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

const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** `time`, in milliseconds since the epoch, in `timeZone`, an IANA name. */
export function zonedTime(time: number, timeZone: string): ZonedTime {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(time)
      .map(part => [part.type, Number(part.value)])
  );
  const [year, month, date] = [parts.get('year') ?? 0, parts.get('month') ?? 1, parts.get('day') ?? 1];
  return {
    year,
    month,
    date,
    hour: parts.get('hour') ?? 0,
    minute: parts.get('minute') ?? 0,
    second: parts.get('second') ?? 0,
    millisecond: ((time % 1000) + 1000) % 1000,
    day: Math.floor(Date.UTC(year, month - 1, date) / DAY)
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const made = formats.get(timeZone);
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
    minute: 'numeric',
    second: 'numeric'
  });
  formats.set(timeZone, format);
  return format;
}

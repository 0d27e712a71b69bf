/** What clocks show in one IANA time zone. Times are milliseconds since the epoch; what a clock shows is written as the time at which one in UTC shows the same. */
export interface ITimeZone {
  /** What a clock shows at `time`, minus `time`. */
  offsetAt(time: number): number;
}

const known = new Map<string, ITimeZone>();

/** The zone `name`. Throws RangeError where there is none. */
export function timeZone(name: string): ITimeZone {
  const zone = known.get(name) ?? createZone(name);
  known.set(name, zone);
  return zone;
}

function createZone(name: string): ITimeZone {
  const format = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' });
  return {
    offsetAt: time => {
      const text = format.formatToParts(time).find(part => part.type === 'timeZoneName')?.value ?? '';
      const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] = /^GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(text) ?? [];
      const offset = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
      return sign === '-' ? -offset : offset;
    }
  };
}

const DAY = 24 * 3600_000;

/** The times at which a clock shows `shown`, the earlier first: none in the gap of spring, two in the overlap of autumn. */
export function timesOf(zone: ITimeZone, shown: number): readonly number[] {
  const times = new Set(Object.values(offsetsAround(zone, shown)).map(offset => shown - offset));
  return [...times].filter(time => time + zone.offsetAt(time) === shown).sort((a, b) => a - b);
}

/** The moment at which clocks are set forward over `shown`, which no clock shows. */
export function endOfGap(zone: ITimeZone, shown: number): number {
  const { least, most } = offsetsAround(zone, shown);
  let [before, after] = [shown - most, shown - least];
  const old = zone.offsetAt(before);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (zone.offsetAt(middle) === old) {
      before = middle;
    } else {
      after = middle;
    }
  }
  return after;
}

/** In the days around `shown`; clocks are set at most once in so short a time. Both are the same where they are not set. */
export function offsetsAround(zone: ITimeZone, shown: number): { readonly least: number; readonly most: number } {
  const [before, after] = [zone.offsetAt(shown - 2 * DAY), zone.offsetAt(shown + 2 * DAY)];
  return { least: Math.min(before, after), most: Math.max(before, after) };
}

import { quoteValue } from '../yaml/quote-value';
import { CRON_FIELDS, parseCronField, type CronRefusal } from './cron-field';

/** When something is due, as the five fields of crontab(5) say it. Each list is in order, without doubles. */
export type CronPattern = {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  /** From 1. */
  readonly months: readonly number[];
  /** From 0, Sunday. */
  readonly weekdays: readonly number[];
  /** True where a day must fit both `days` and `weekdays`; else one of them is enough, as crontab(5) says where both are restricted. */
  readonly daysFitBoth: boolean;
  /** True where the hours are a wildcard: such patterns go on by elapsed time when clocks are set for summer and winter. */
  readonly everyHour: boolean;
};

export type CronParse = { readonly ok: true; readonly pattern: CronPattern } | ({ readonly ok: false } & CronRefusal);

const NICKNAMES: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *'
};

/** Days of the longest form of each month: a pattern that fits none of them is never due. */
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `text` as five fields or one of crontab's nicknames, such as `@daily`. */
export function parseCron(text: string): CronParse {
  const plain = text.trim().toLowerCase();
  if (plain.startsWith('@') && !(plain in NICKNAMES)) {
    return { ok: false, message: `${quoteValue(text)} is none of ${Object.keys(NICKNAMES).join(', ')}`, hint: null };
  }
  const words = (NICKNAMES[plain] ?? plain).split(/\s+/);
  if (words.length !== CRON_FIELDS.length) {
    return {
      ok: false,
      message: `${quoteValue(text)} does not have the five fields of cron: minute, hour, day, month, weekday`,
      hint: 'write one such as "0 6 * * *", every day at 6:00'
    };
  }
  return parseFields(text, words);
}

function parseFields(text: string, words: readonly string[]): CronParse {
  const values: (readonly number[])[] = [];
  for (const [place, field] of CRON_FIELDS.entries()) {
    const parsed = parseCronField(field, words[place] ?? '');
    if (!parsed.ok) {
      return { ok: false, message: `${quoteValue(text)}: ${parsed.message}`, hint: parsed.hint };
    }
    values.push(parsed.values);
  }
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = values;
  const daysFitBoth = [words[2], words[4]].some(word => word?.startsWith('*') === true);
  const pattern: CronPattern = {
    minutes,
    hours,
    days,
    months,
    weekdays: [...new Set(weekdays.map(day => day % 7))].sort((a, b) => a - b),
    daysFitBoth,
    everyHour: words[1]?.startsWith('*') === true || hours.length === 24
  };
  return isEverDue(pattern)
    ? { ok: true, pattern }
    : { ok: false, message: `${quoteValue(text)} is never due: no such month has a day ${days.join(' or ')}`, hint: null };
}

function isEverDue({ days, months, daysFitBoth }: CronPattern): boolean {
  return !daysFitBoth || months.some(month => days.some(day => day <= (MONTH_DAYS[month - 1] ?? 0)));
}

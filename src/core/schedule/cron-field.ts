import { quoteValue } from '../yaml/quote-value';

/** Why a text is no pattern, and what would be right where that can be told. */
export type CronRefusal = { readonly message: string; readonly hint: string | null };

/** `names` stand for the numbers from `first` on. */
export type CronField = { readonly name: string; readonly first: number; readonly last: number; readonly names: readonly string[] };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** In the order in which they are written. Sunday is 0, and 7 too. */
export const CRON_FIELDS: readonly CronField[] = [
  { name: 'minute', first: 0, last: 59, names: [] },
  { name: 'hour', first: 0, last: 23, names: [] },
  { name: 'day', first: 1, last: 31, names: [] },
  { name: 'month', first: 1, last: 12, names: MONTHS },
  { name: 'weekday', first: 0, last: 7, names: WEEKDAYS }
];

type FieldParse = { readonly ok: true; readonly values: readonly number[] } | ({ readonly ok: false } & CronRefusal);

/** `*`, a number or name, a range, each with a step, or a list of these. `word` is in lower case. */
export function parseCronField(field: CronField, word: string): FieldParse {
  const values = new Set<number>();
  for (const part of word.split(',')) {
    const parsed = parsePart(field, part);
    if (!parsed.ok) {
      return parsed;
    }
    parsed.values.forEach(value => values.add(value));
  }
  return { ok: true, values: [...values].sort((a, b) => a - b) };
}

const PART = /^(?<range>\*|(?<from>[a-z]+|\d+)(?:-(?<to>[a-z]+|\d+))?)(?:\/(?<step>\d+))?$/;

type PartGroups = { readonly range: string; readonly from?: string; readonly to?: string; readonly step?: string };

function parsePart(field: CronField, part: string): FieldParse {
  const groups = PART.exec(part)?.groups as PartGroups | undefined;
  if (groups === undefined) {
    return refuse(`${field.name} ${quoteValue(part)} is no number, range such as 1-5, or step such as */15`, oddities(part));
  }
  const step = Number(groups.step ?? 1);
  const from = groups.from === undefined ? field.first : valueOf(field, groups.from);
  const open = groups.range === '*' || (groups.to === undefined && groups.step !== undefined);
  const last = field.names === WEEKDAYS ? 6 : field.last;
  const to = open ? last : valueOf(field, groups.to ?? groups.from ?? '');
  if (from === null || to === null) {
    return refuse(`${field.name} ${quoteValue(part)} is not from ${field.first} to ${field.last}`, namesHint(field));
  }
  if (step === 0) {
    return refuse(`${field.name} ${quoteValue(part)} has the step 0`, 'write 1 or more');
  }
  if (from > to) {
    return refuse(`${field.name} ${quoteValue(part)} ends before it begins`, `write two ranges: ${wrapped(field, groups, last)}`);
  }
  const count = Math.floor((to - from) / step) + 1;
  return { ok: true, values: Array.from({ length: count }, (_, place) => from + place * step) };
}

function valueOf(field: CronField, word: string): number | null {
  const place = field.names.indexOf(word.slice(0, 3));
  const isName = place >= 0 && word.length <= LONGEST_NAME;
  const value = /^\d+$/.test(word) ? Number(word) : isName ? field.first + place : NaN;
  return value >= field.first && value <= field.last ? value : null;
}

/** Of months and weekdays in English. */
const LONGEST_NAME = 'wednesday'.length;

function namesHint(field: CronField): string | null {
  return field.names.length === 0 ? null : `names are ${field.names.join(', ')}`;
}

function wrapped(field: CronField, groups: PartGroups, last: number): string {
  return `${groups.from ?? ''}-${last},${field.first}-${groups.to ?? ''}`;
}

function oddities(part: string): string | null {
  return /[?lw#]/.test(part) ? '?, L, W and # of other cron dialects are not followed' : null;
}

function refuse(message: string, hint: string | null): FieldParse {
  return { ok: false, message, hint };
}

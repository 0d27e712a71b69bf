/** Entries that hold what a definition writes in several places. */
const JOINED: Readonly<Record<string, string>> = { full_notebook: 'cells', codops: 'organisation', retries: 'retries.limit' };

/** The path of the entry that a field of a definition stands in: `schedule` for `schedule.0`, `args.days` for `args.days.0`. */
export function entryOf(field: string): string {
  const [first = '', second] = field.split('.');
  const nested = second !== undefined && (first === 'args' || first === 'retries') ? `${first}.${second}` : first;
  return JOINED[nested] ?? nested;
}

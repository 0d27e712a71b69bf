const LONGEST = 60;

/** `value` as a message shows it: on one line, in double quotes where it is text, cut where it is long. */
export function quoteValue(value: unknown): string {
  const text = value === undefined ? 'undefined' : JSON.stringify(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

const LONGEST = 60;

/** What JSON leaves as it is though it would steer a terminal, break a line or turn the direction of the text. */
const UNSEEN = /[\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g;

/** `value` as a message shows it: on one line, in double quotes where it is text, cut where it is long. */
export function quoteValue(value: unknown): string {
  const json = value === undefined ? 'undefined' : JSON.stringify(value);
  const text = json.replace(UNSEEN, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

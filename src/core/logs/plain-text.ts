const ESCAPE = '\u001b';
const BELL = '\u0007';

/** Colours (their codes are the first group), other control sequences, strings of the operating system, and lone escapes. */
export const TERMINAL_SEQUENCE = new RegExp(
  [
    `${ESCAPE}\\[([\\d;:]*)m`,
    `${ESCAPE}\\[[0-?]*[ -/]*[@-~]`,
    `${ESCAPE}\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)?`,
    `${ESCAPE}[PX^_][^${ESCAPE}]*(?:${ESCAPE}\\\\)?`,
    `${ESCAPE}[ -/]*[0-~]?`
  ].join('|'),
  'g'
);
/** Everything without a shape but the tab. */
const CONTROLS = /(?!\t)\p{Cc}/gu;

/** `text` without what has no shape. */
export function withoutControls(text: string): string {
  return text.replace(CONTROLS, '');
}

/** `line` without its colours: what is searched. */
export function plainText(line: string): string {
  return withoutControls(line.includes(ESCAPE) ? line.replace(TERMINAL_SEQUENCE, '') : line);
}

/** What a terminal shows at last of a line that goes back to its beginning: what follows the last carriage return. */
export function lastState(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === '\r') {
    end -= 1;
  }
  return line.slice(end === 0 ? 0 : line.lastIndexOf('\r', end - 1) + 1, end);
}

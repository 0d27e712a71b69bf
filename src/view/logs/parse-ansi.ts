import { applyColourCodes, NO_STYLE, type TextStyle } from './text-style';

/** A piece of a line that looks the same throughout. */
export type StyledText = { readonly text: string; readonly style: TextStyle };

const ESCAPE = '\u001b';
const BELL = '\u0007';

/** Colours (kept), other control sequences, strings of the operating system, and lone escapes (all dropped). */
const SEQUENCE = new RegExp(
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

/** `line` as pieces of plain text with their colours. What a terminal would obey is dropped, never obeyed. */
export function parseAnsi(line: string): readonly StyledText[] {
  const pieces: StyledText[] = [];
  let style = NO_STYLE;
  let start = 0;
  const add = (end: number): void => {
    const text = line.slice(start, end).replace(CONTROLS, '');
    if (text !== '') {
      pieces.push({ text, style });
    }
  };
  for (const match of line.matchAll(SEQUENCE)) {
    add(match.index);
    start = match.index + match[0].length;
    style = match[1] === undefined ? style : applyColourCodes(style, match[1]);
  }
  add(line.length);
  return pieces;
}

/** `line` without its colours: what is searched. */
export function plainText(line: string): string {
  return line.includes(ESCAPE) ? line.replace(SEQUENCE, '').replace(CONTROLS, '') : line.replace(CONTROLS, '');
}

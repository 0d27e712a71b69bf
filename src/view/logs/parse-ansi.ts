import { TERMINAL_SEQUENCE, withoutControls } from '../../core/logs/plain-text';
import { applyColourCodes, NO_STYLE, type TextStyle } from './text-style';

/** A piece of a line that looks the same throughout. */
export type StyledText = { readonly text: string; readonly style: TextStyle };

/** `line` as pieces of plain text with their colours. What a terminal would obey is dropped, never obeyed. */
export function parseAnsi(line: string): readonly StyledText[] {
  const pieces: StyledText[] = [];
  let style = NO_STYLE;
  let start = 0;
  const add = (end: number): void => {
    const text = withoutControls(line.slice(start, end));
    if (text !== '') {
      pieces.push({ text, style });
    }
  };
  for (const match of line.matchAll(TERMINAL_SEQUENCE)) {
    add(match.index);
    start = match.index + match[0].length;
    style = match[1] === undefined ? style : applyColourCodes(style, match[1]);
  }
  add(line.length);
  return pieces;
}

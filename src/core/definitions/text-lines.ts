/** Offset of the first character of the line that `offset` is in. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset after the line that `offset` is in, its line break included. */
function nextLine(text: string, offset: number): number {
  const lineBreak = text.indexOf('\n', offset);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}

/** The line break that `text` uses. */
export function lineBreakOf(text: string): string {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}

/**
 * Where a new entry goes after an entry whose content ends at `contentEnd`: below it, and below the comments that follow
 * it with at least `indent` spaces before them.
 */
export function endOfEntry(text: string, contentEnd: number, indent: number): number {
  let end = text[contentEnd - 1] === '\n' ? contentEnd : nextLine(text, contentEnd);
  for (let offset = end; offset < text.length;) {
    const next = nextLine(text, offset);
    const line = text.slice(offset, next);
    const content = line.trimStart();
    if (content.startsWith('#') && line.length - content.length >= indent) {
      end = next;
    } else if (content !== '') {
      break;
    }
    offset = next;
  }
  return end;
}

/** True where a blank line stands above the line that `offset` is in, comments between them aside. */
export function isAfterBlankLine(text: string, offset: number): boolean {
  for (let end = lineStart(text, offset); end > 0;) {
    const start = lineStart(text, end - 1);
    const line = text.slice(start, end).trim();
    if (!line.startsWith('#')) {
      return line === '';
    }
    end = start;
  }
  return false;
}

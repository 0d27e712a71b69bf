/** `source` with `lines` before its code: after the line of a cell magic, which must stay the first. */
export function insertLines(source: string, lines: string): string {
  const block = lines.endsWith('\n') ? lines : `${lines}\n`;
  const magic = /^\s*%%[^\n]*\n/.exec(source)?.[0] ?? '';
  return magic + block + source.slice(magic.length);
}

import type { Position } from '../definitions/definition';

const BYTE_ORDER_MARK = '\uFEFF';

/** Tells at which line and column an offset into `text`, the content of `file`, stands. The YAML library's own counter misses lines of directives. */
export function createLocator(file: string, text: string): (offset: number) => Position {
  const starts = [text.startsWith(BYTE_ORDER_MARK) ? 1 : 0];
  for (let lineBreak = text.indexOf('\n'); lineBreak >= 0; lineBreak = text.indexOf('\n', lineBreak + 1)) {
    starts.push(lineBreak + 1);
  }
  return offset => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return { file, line: low + 1, column: Math.max(0, offset - (starts[low] ?? 0)) + 1 };
  };
}

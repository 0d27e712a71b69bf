import { joinBytes } from '../core/logs/join-bytes';
import { lastState } from '../core/logs/plain-text';
import { blockOf, lineStarts, type LogPart } from '../core/logs/line-starts';
import { colourCarry } from './terminal-text';

/** Lines of a block: where each begins, and its text with the colours that are on at its beginning. `text` null: what is said of a gap. */
export type BlockLine = { readonly offset: number; readonly text: string | null };

export type BlockLinesOptions = {
  /** UTF-8 to text, wrong bytes replaced. */
  readonly decode: (bytes: Uint8Array) => string;
  /** The parts of a block that are there; none where it is not here. */
  readonly partsOf: (block: number) => readonly LogPart[];
};

const NEWLINE = 0x0a;
/** A line goes on in no more blocks than this. */
const MOST_FURTHER_BLOCKS = 2;

/** The lines that begin in `block`, the last one as far as its bytes are here. */
export function linesOfBlock(block: number, { decode, partsOf }: BlockLinesOptions): readonly BlockLine[] {
  const lines: BlockLine[] = [];
  let carry = '';
  for (const part of partsOf(block)) {
    if (part.behindGap) {
      lines.push({ offset: part.offset, text: null });
      carry = '';
    }
    const starts = lineStarts(part);
    for (const [place, start] of starts.entries()) {
      const next = starts[place + 1];
      const bytes = next === undefined ? withRest(part, start, partsOf) : part.bytes.subarray(start, next);
      const text = carry + lastState(decode(bytes.at(-1) === NEWLINE ? bytes.subarray(0, -1) : bytes));
      lines.push({ offset: part.offset + start, text });
      carry = colourCarry(text);
    }
  }
  return lines;
}

/** The bytes of `part` from `start` on, and of the parts behind it what belongs to the same line. */
function withRest(part: LogPart, start: number, partsOf: BlockLinesOptions['partsOf']): Uint8Array {
  const pieces = [part.bytes.subarray(start)];
  let end = part.offset + part.bytes.length;
  for (let further = 0; further < MOST_FURTHER_BLOCKS && pieces.at(-1)?.at(-1) !== NEWLINE; further += 1) {
    const [next] = partsOf(blockOf(end));
    if (next?.offset !== end || next.behindGap) {
      break;
    }
    const [stop = next.bytes.length] = lineStarts(next);
    pieces.push(next.bytes.subarray(0, stop));
    end = next.offset + next.bytes.length;
    if (stop < next.bytes.length) {
      break;
    }
  }
  return joinBytes(pieces);
}

import { LOG_BLOCK_BYTES } from '../../protocol/log-lines';

/** What stands at the first byte of a part: a line, a further piece of a line that is longer than a block, or what belongs to the line before. */
export type PartStart = 'line' | 'piece' | 'rest';

/** Bytes of one block of a log without a gap among them. */
export type LogPart = {
  /** Of the first byte in the whole stream. */
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly start: PartStart;
  /** Bytes before it were dropped: a line says so before its first. */
  readonly behindGap: boolean;
};

const NEWLINE = 0x0a;
const LONGEST_CHARACTER = 4;

/** The number of the block that holds byte `offset`. */
export function blockOf(offset: number): number {
  return Math.floor(offset / LOG_BLOCK_BYTES);
}

/** Places in the bytes of `part` where a line begins. A newline that nothing follows begins none. */
export function lineStarts({ bytes, start }: Pick<LogPart, 'bytes' | 'start'>): readonly number[] {
  const starts: number[] = [];
  const first = firstStart(bytes, start);
  if (first < bytes.length) {
    starts.push(first);
  }
  const last = bytes.length - 1;
  for (let at = bytes.indexOf(NEWLINE, start === 'rest' ? 0 : first); at >= 0 && at < last; at = bytes.indexOf(NEWLINE, at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}

/** How many lines `part` has, what is said of a gap before it included. */
export function countLines({ bytes, start, behindGap }: LogPart): number {
  const first = firstStart(bytes, start);
  let count = (first < bytes.length ? 1 : 0) + (behindGap ? 1 : 0);
  const last = bytes.length - 1;
  for (let at = start === 'rest' ? 0 : first; at < last; at++) {
    if (bytes[at] === NEWLINE) {
      count += 1;
    }
  }
  return count;
}

/** What stands at the byte behind `part`. */
export function startAfter({ offset, bytes }: Pick<LogPart, 'offset' | 'bytes'>): PartStart {
  if (bytes.at(-1) === NEWLINE) {
    return 'line';
  }
  return bytes.length === LOG_BLOCK_BYTES && offset % LOG_BLOCK_BYTES === 0 && !bytes.includes(NEWLINE) ? 'piece' : 'rest';
}

function firstStart(bytes: Uint8Array, start: PartStart): number {
  switch (start) {
    case 'line':
      return 0;
    case 'rest':
      return bytes.length;
    case 'piece': {
      let place = 0;
      while (place < LONGEST_CHARACTER - 1 && ((bytes[place] ?? 0) & 0xc0) === 0x80) {
        place += 1;
      }
      return place;
    }
  }
}

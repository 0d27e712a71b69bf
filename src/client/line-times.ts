import { blockOf } from '../core/logs/line-starts';
import type { LogIndexEntry } from '../protocol/run-folder';

/** When and on which stream the byte at an offset came. */
type LineTime = { readonly time: number | null; readonly stream: 'stdout' | 'stderr' };

const UNKNOWN: LineTime = { time: null, stream: 'stdout' };

/** What the index says of the byte at `offset`. `entriesOf`: those of a block, in order; null where it is not here. */
export function timeAt(offset: number, entriesOf: (block: number) => readonly LogIndexEntry[] | null): LineTime {
  for (let block = blockOf(offset); block >= 0; block--) {
    const entries = entriesOf(block);
    const entry = entries?.findLast(each => each.offset <= offset);
    if (entry !== undefined) {
      return { time: entry.time, stream: entry.stream };
    }
    if (entries === null) {
      break;
    }
  }
  return UNKNOWN;
}

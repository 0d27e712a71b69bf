import { blockOf, type LogPart } from '../core/logs/line-starts';
import { LOG_BLOCK_BYTES } from '../protocol/log-lines';
import type { LogIndexEntry } from '../protocol/run-folder';

/** Bytes at an offset of a log. */
type LogBytes = Pick<LogPart, 'offset' | 'bytes'>;

/** Bytes of some blocks of a log, as they were fetched. */
export type FetchedBlocks = { readonly parts: readonly LogBytes[]; readonly entries: readonly LogIndexEntry[] };

/** `parts` cut where a block ends, by the numbers of the blocks. */
export function partsByBlock(parts: readonly LogBytes[]): ReadonlyMap<number, readonly LogBytes[]> {
  const blocks = new Map<number, readonly LogBytes[]>();
  for (const { offset, bytes } of parts) {
    for (let place = 0; place < bytes.length;) {
      const at = offset + place;
      const end = place + LOG_BLOCK_BYTES - (at % LOG_BLOCK_BYTES);
      const block = blockOf(at);
      blocks.set(block, [...(blocks.get(block) ?? []), { offset: at, bytes: bytes.slice(place, end) }]);
      place = end;
    }
  }
  return blocks;
}

/** The entries for the bytes of `block`, the one that its first byte falls under first. */
export function entriesOf(block: number, entries: readonly LogIndexEntry[]): readonly LogIndexEntry[] {
  const covering = entries.findLastIndex(entry => entry.offset <= block * LOG_BLOCK_BYTES);
  return entries.slice(Math.max(0, covering)).filter(entry => entry.offset < (block + 1) * LOG_BLOCK_BYTES);
}

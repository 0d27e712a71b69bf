import type { FileHandle } from 'node:fs/promises';
import { LOG_INDEX_ENTRY_BYTES, type LogIndexEntry } from '../../protocol/run-folder';
import { readRange, withFile } from './read-bytes';

/** Reads a log's index along with the log. */
export type IndexReader = {
  /** The entries for the bytes from `from` to `to` of the log, the one that `from` falls under first. Calls go forward only. */
  covering(from: number, to: number): Promise<readonly LogIndexEntry[]>;
};

const STEP_ENTRIES = 4096;

/** A reader of the index at `path`, which may not be there yet. */
export function createIndexReader(path: string): IndexReader {
  /** The number of entries that were read. */
  let read: number | null = null;
  /** The last of them. */
  let last: LogIndexEntry | null = null;

  async function readOn(file: FileHandle, from: number, to: number): Promise<readonly LogIndexEntry[]> {
    read ??= await countBefore(file, from);
    const found: LogIndexEntry[] = [];
    for (;;) {
      const entries = await readEntries(file, read, STEP_ENTRIES);
      const wanted = entries.findIndex(entry => entry.offset >= to);
      found.push(...(wanted < 0 ? entries : entries.slice(0, wanted)));
      read += wanted < 0 ? entries.length : wanted;
      if (wanted >= 0 || entries.length < STEP_ENTRIES) {
        return found;
      }
    }
  }

  return {
    covering: async (from, to) => {
      const found = (await withFile(path, file => readOn(file, from, to))) ?? [];
      const before = last;
      last = found.at(-1) ?? last;
      const begin = found.findLastIndex(entry => entry.offset <= from);
      if (begin >= 0) {
        return found.slice(begin);
      }
      return before === null ? found : [before, ...found];
    }
  };
}

/** How many entries stand before the one that the byte `offset` of the log falls under. */
async function countBefore(file: FileHandle, offset: number): Promise<number> {
  let low = 0;
  let high = Math.floor((await file.stat()).size / LOG_INDEX_ENTRY_BYTES);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [entry] = await readEntries(file, middle, 1);
    if (entry !== undefined && entry.offset <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return Math.max(0, low - 1);
}

async function readEntries(file: FileHandle, first: number, count: number): Promise<readonly LogIndexEntry[]> {
  const bytes = await readRange(file, first * LOG_INDEX_ENTRY_BYTES, (first + count) * LOG_INDEX_ENTRY_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // An entry that is half written is read when it is whole.
  return Array.from({ length: Math.floor(bytes.length / LOG_INDEX_ENTRY_BYTES) }, (_, i) => entryAt(view, i * LOG_INDEX_ENTRY_BYTES));
}

function entryAt(view: DataView, at: number): LogIndexEntry {
  const stamp = view.getBigUint64(at + 8, true);
  return {
    offset: Number(view.getBigUint64(at, true)),
    time: Number((stamp >> 1n) / 1_000_000n),
    stream: (stamp & 1n) === 0n ? 'stdout' : 'stderr'
  };
}

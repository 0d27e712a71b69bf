import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { LOG_INDEX_ENTRY_BYTES, RUN_FILES, type LogIndexEntry, type StoredLogGap } from '../../protocol/run-folder';
import { readRange, withFile } from './read-bytes';
import { readGap } from './read-gap';

/** Reads a log's index along with the log. */
export type IndexReader = {
  /** The entries for the bytes from `from` to `to` of the log, the one that `from` falls under first. `gap` as it was known when the bytes were read. */
  covering(from: number, to: number, gap: StoredLogGap | null): Promise<readonly LogIndexEntry[]>;
};

/** Where the entries for the bytes up to some offset end, and the last of them: one who goes on from there need not search. */
type Cursor = { readonly next: number; readonly last: LogIndexEntry | null };
type Found = { readonly entries: readonly LogIndexEntry[]; readonly cursor: Cursor };

const STEP_ENTRIES = 4096;
const MOST_CURSORS = 64;
/** An index whose head is dropped again and again while it is read is left: the log matters more. */
const TRIES = 5;

/** A reader of the index in `folder`, which may not be there yet. */
export function createIndexReader(folder: string): IndexReader {
  const cursors = new Map<number, Cursor>();

  function keep(offset: number, cursor: Cursor): void {
    cursors.delete(offset);
    cursors.set(offset, cursor);
    const [oldest] = cursors.keys();
    if (cursors.size > MOST_CURSORS && oldest !== undefined) {
      cursors.delete(oldest);
    }
  }

  return {
    covering: async (from, to, known) => {
      let gap = known;
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        const hole = gap;
        const found = await withFile(join(folder, RUN_FILES.logIndex), file =>
          readOn(file, { from, to, hole, cursor: cursors.get(from) ?? null })
        );
        if (found === null) {
          return [];
        }
        if (found !== 'hole') {
          keep(to, found.cursor);
          return found.entries;
        }
        cursors.delete(from);
        gap = await readGap(folder);
      }
      return [];
    }
  };
}

type Demand = { readonly from: number; readonly to: number; readonly hole: StoredLogGap | null; readonly cursor: Cursor | null };

/** `hole`: what was to be read is dropped meanwhile. */
async function readOn(file: FileHandle, { from, to, hole, cursor }: Demand): Promise<Found | 'hole'> {
  const found: LogIndexEntry[] = [];
  const before = cursor?.last ?? null;
  let next = cursor?.next ?? (await countBefore(file, from, hole));
  while (next !== 'hole') {
    const end = hole !== null && next < hole.entryFrom ? Math.min(next + STEP_ENTRIES, hole.entryFrom) : next + STEP_ENTRIES;
    const entries = await readEntries(file, next, end - next);
    if (entries.includes('hole')) {
      return 'hole';
    }
    const here = entries as readonly LogIndexEntry[];
    const wanted = here.findIndex(entry => entry.offset >= to);
    found.push(...(wanted < 0 ? here : here.slice(0, wanted)));
    next += wanted < 0 ? here.length : wanted;
    if (wanted >= 0 || here.length < STEP_ENTRIES) {
      return { entries: beginningAt(from, found, before), cursor: { next, last: found.at(-1) ?? before } };
    }
  }
  return 'hole';
}

function beginningAt(from: number, found: readonly LogIndexEntry[], before: LogIndexEntry | null): readonly LogIndexEntry[] {
  const begin = found.findLastIndex(entry => entry.offset <= from);
  if (begin >= 0) {
    return found.slice(begin);
  }
  return before === null ? found : [before, ...found];
}

/** How many entries stand before the one that the byte `offset` of the log falls under, the dropped ones counted. */
async function countBefore(file: FileHandle, offset: number, hole: StoredLogGap | null): Promise<number | 'hole'> {
  const [from, dropped] = hole === null ? [0, 0] : [hole.entryFrom, hole.entryTo - hole.entryFrom];
  const place = (number: number): number => (number < from ? number : number + dropped);
  let low = 0;
  let high = Math.floor((await file.stat()).size / LOG_INDEX_ENTRY_BYTES) - dropped;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [entry] = await readEntries(file, place(middle), 1);
    if (entry === 'hole') {
      return 'hole';
    }
    if (entry !== undefined && entry.offset <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return place(Math.max(0, low - 1));
}

async function readEntries(file: FileHandle, first: number, count: number): Promise<readonly (LogIndexEntry | 'hole')[]> {
  const bytes = await readRange(file, first * LOG_INDEX_ENTRY_BYTES, (first + count) * LOG_INDEX_ENTRY_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // An entry that is half written is read when it is whole.
  return Array.from({ length: Math.floor(bytes.length / LOG_INDEX_ENTRY_BYTES) }, (_, i) => entryAt(view, i * LOG_INDEX_ENTRY_BYTES));
}

/** No byte came at the epoch: what has no time is dropped. */
function entryAt(view: DataView, at: number): LogIndexEntry | 'hole' {
  const stamp = view.getBigUint64(at + 8, true);
  return stamp >> 1n === 0n
    ? 'hole'
    : {
        offset: Number(view.getBigUint64(at, true)),
        time: Number((stamp >> 1n) / 1_000_000n),
        stream: (stamp & 1n) === 0n ? 'stdout' : 'stderr'
      };
}

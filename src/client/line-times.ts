import type { LogIndexEntry } from '../protocol/run-folder';

/** When and on which stream the byte at an offset came. */
type LineTime = { readonly time: number | null; readonly stream: 'stdout' | 'stderr' };

/** The index of a log, as far as it is here. */
export interface ILineTimes {
  /** Entries that are there already may come again. */
  add(entries: readonly LogIndexEntry[]): void;
  at(offset: number): LineTime;
}

const UNKNOWN: LineTime = { time: null, stream: 'stdout' };

export function createLineTimes(): ILineTimes {
  const entries: LogIndexEntry[] = [];
  return {
    add: more => {
      for (const entry of more) {
        if (entry.offset > (entries.at(-1)?.offset ?? -1)) {
          entries.push(entry);
        }
      }
    },
    at: offset => {
      const entry = entries[lastAtOrBefore(entries, offset)];
      return entry === undefined ? UNKNOWN : { time: entry.time, stream: entry.stream };
    }
  };
}

function lastAtOrBefore(entries: readonly LogIndexEntry[], offset: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.offset ?? 0) <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}

import { blockOf, startAfter, type LogPart } from '../core/logs/line-starts';
import { LOG_BLOCK_BYTES } from '../protocol/log-lines';
import type { LogIndexEntry } from '../protocol/run-folder';

/** A block of a log as far as it is here. */
type LogBlock = {
  parts: readonly LogPart[];
  /** When its bytes came; the first may stand before it. */
  entries: readonly LogIndexEntry[];
};

/** Blocks of a log that are here: a bounded number, those that were used longest ago go first. */
export interface ILogBlocks {
  get(block: number): LogBlock | null;
  put(block: number, content: LogBlock): void;
  forget(block: number): void;
  /** Appends bytes that stand behind all that came so far. `start`: what stands there; null: what follows from the bytes before. Returns the blocks that changed. */
  append(offset: number, bytes: Uint8Array, start: PlaceStart | null): readonly number[];
}

type PlaceStart = Pick<LogPart, 'start' | 'behindGap'>;

/** No blocks yet. Of more than `most` the oldest are forgotten, never the two newest of the log. */
export function createLogBlocks(most: number): ILogBlocks {
  return new LogBlocks(most);
}

class LogBlocks implements ILogBlocks {
  private readonly blocks = new Map<number, LogBlock>();
  private last = 0;

  constructor(private readonly most: number) {}

  get(block: number): LogBlock | null {
    const found = this.blocks.get(block) ?? null;
    if (found !== null) {
      this.blocks.delete(block);
      this.blocks.set(block, found);
    }
    return found;
  }

  put(block: number, content: LogBlock): void {
    this.blocks.delete(block);
    this.blocks.set(block, content);
    this.last = Math.max(this.last, block);
    for (const oldest of this.blocks.keys()) {
      if (this.blocks.size <= this.most) {
        break;
      }
      if (oldest < this.last - 1) {
        this.blocks.delete(oldest);
      }
    }
  }

  forget(block: number): void {
    this.blocks.delete(block);
  }

  append(offset: number, bytes: Uint8Array, start: PlaceStart | null): readonly number[] {
    const changed: number[] = [];
    let place = 0;
    let from = start;
    while (place < bytes.length) {
      const at = offset + place;
      const end = place + LOG_BLOCK_BYTES - (at % LOG_BLOCK_BYTES);
      this.extend(at, bytes.subarray(place, end), from);
      changed.push(blockOf(at));
      place = end;
      from = null;
    }
    return changed;
  }

  private extend(offset: number, bytes: Uint8Array, start: PlaceStart | null): void {
    const block = blockOf(offset);
    const { parts, entries } = this.blocks.get(block) ?? { parts: [], entries: [] };
    const last = parts.at(-1);
    const goesOn = last !== undefined && start === null && last.offset + last.bytes.length === offset;
    const part = goesOn ? { ...last, bytes: joined(last.bytes, bytes) } : { ...this.startAt(offset, start), offset, bytes: bytes.slice() };
    this.put(block, { parts: goesOn ? [...parts.slice(0, -1), part] : [...parts, part], entries });
  }

  private startAt(offset: number, start: PlaceStart | null): PlaceStart {
    if (start !== null) {
      return start;
    }
    const before = this.blocks.get(blockOf(offset) - 1)?.parts.at(-1);
    const joins = before !== undefined && before.offset + before.bytes.length === offset;
    return { start: joins ? startAfter(before) : 'line', behindGap: false };
  }
}

/** Both in the memory of a whole block, which further bytes are then put into. */
function joined(first: Uint8Array, more: Uint8Array): Uint8Array {
  const end = first.byteOffset + first.length;
  const roomy = first.buffer.byteLength === LOG_BLOCK_BYTES && end + more.length <= LOG_BLOCK_BYTES;
  const memory = roomy ? new Uint8Array(first.buffer) : new Uint8Array(LOG_BLOCK_BYTES);
  const begin = roomy ? first.byteOffset : 0;
  if (!roomy) {
    memory.set(first);
  }
  memory.set(more, begin + first.length);
  return memory.subarray(begin, begin + first.length + more.length);
}

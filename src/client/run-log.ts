import { blockOf, countLines, startAfter, type LogPart, type PartStart } from '../core/logs/line-starts';
import { describeLogGap } from '../core/text/describe-log-gap';
import { LOG_BLOCK_BYTES, type LogLinesAnswer } from '../protocol/log-lines';
import type { LogGap, LogIndexEntry } from '../protocol/run-folder';
import { entriesOf, partsByBlock, type FetchedBlocks } from './fetched-blocks';
import { createLineCounts } from './line-counts';
import { timeAt } from './line-times';
import { createLogBlocks } from './log-blocks';
import { linesOfBlock, type BlockLine } from './log-lines';

/** One line of a log. `text` may have colour sequences; it begins with those that were on at the end of the line before. */
type LogLine = {
  readonly text: string;
  /** Milliseconds since the epoch; null where the log’s index does not tell. */
  readonly time: number | null;
  /** Null: the run did not write this, it says what was dropped here. */
  readonly stream: 'stdout' | 'stderr' | null;
};

/** A line by the block that it begins in, and the lines before it there: it stays with the line. */
type LinePlace = { readonly block: number; readonly line: number };

/** The lines of a run’s log, of which some are here. Their number includes a last one that is not ended yet. */
export interface IRunLog {
  readonly lineCount: number;
  /** Null where its bytes are not here. */
  line(index: number): LogLine | null;
  place(index: number): LinePlace;
  indexOf(place: LinePlace): number;
  /** Bytes at the beginning whose lines are not counted yet, and so are none of these. */
  readonly uncountedBytes: number;
  /** When the newest bytes came, in milliseconds since the epoch; null where that is not known. */
  readonly lastTime: number | null;
}

/** Bytes `from` up to, not including, `to`. */
export type ByteSpan = { readonly from: number; readonly to: number };

/** A {@link IRunLog} with its one writer. */
export interface IRunLogWriter extends IRunLog {
  /** Bytes that were printed after all that came here so far. */
  append(offset: number, bytes: Uint8Array): void;
  index(entries: readonly LogIndexEntry[]): void;
  /** Bytes were dropped from the log: a line says so, and the next bytes stand behind them. */
  gap(gap: LogGap): void;
  /** How many lines there are in the blocks before those that come by themselves; also when that is no longer what it was. */
  counted(answer: LogLinesAnswer): void;
  /** The parts of the log that are needed to show lines `first` to `last`; none where all is here. At most a few blocks. */
  missing(first: number, last: number): readonly ByteSpan[];
  put(fetched: FetchedBlocks): void;
  /** Bytes up to which {@link counted} is to tell again. */
  readonly countable: number;
}

export type RunLogOptions = {
  /** UTF-8 to text, wrong bytes replaced. */
  readonly decode: (bytes: Uint8Array) => string;
  /** Offset of the first byte that will come: the begin of a block. */
  readonly from: number;
  /** How many blocks are kept. */
  readonly mostBlocks: number;
};

/** Blocks that are fetched at once. */
const MOST_FETCHED = 8;

/** A log without lines. */
export function createRunLog(options: RunLogOptions): IRunLogWriter {
  return new RunLog(options);
}

type ReadLines = { readonly version: number; readonly lines: readonly BlockLine[] };

class RunLog implements IRunLogWriter {
  private readonly counts = createLineCounts();
  private readonly blocks;
  /** The lines of the blocks that were looked at since the last change. */
  private read = new Map<number, ReadLines>();
  private version = 0;
  /** The byte that comes next. */
  private end: number;
  private came = false;
  /** What stands at the first byte that comes: taken for the begin of a line until that is known. */
  private firstStart: PartStart = 'line';
  private dropped: LogGap | null = null;
  private remark = '';
  private newest: LogIndexEntry | null = null;
  private uncounted: number;

  constructor(private readonly options: RunLogOptions) {
    this.end = options.from;
    this.uncounted = options.from;
    this.blocks = createLogBlocks(options.mostBlocks);
  }

  get lineCount(): number {
    return this.counts.total;
  }

  get uncountedBytes(): number {
    return this.uncounted;
  }

  get lastTime(): number | null {
    return this.newest?.time ?? null;
  }

  get countable(): number {
    return Math.max(this.options.from, (blockOf(this.end) - 1) * LOG_BLOCK_BYTES);
  }

  line(index: number): LogLine | null {
    const { block, line } = this.place(index);
    const found = this.linesOf(block)[line];
    if (found === undefined) {
      return null;
    }
    return found.text === null
      ? { text: this.remark, time: null, stream: null }
      : { text: found.text, ...timeAt(found.offset, number => this.blocks.get(number)?.entries ?? null) };
  }

  place(index: number): LinePlace {
    const block = this.counts.blockOfLine(index);
    return { block, line: index - this.counts.before(block) };
  }

  indexOf({ block, line }: LinePlace): number {
    return this.counts.before(block) + Math.min(line, Math.max(0, this.counts.of(block) - 1));
  }

  index(entries: readonly LogIndexEntry[]): void {
    for (const entry of entries) {
      if (entry.offset > (this.newest?.offset ?? -1)) {
        const block = blockOf(Math.max(entry.offset, this.options.from));
        const { parts, entries: before } = this.blocks.get(block) ?? { parts: [], entries: [] };
        this.blocks.put(block, { parts, entries: [...before, entry] });
        this.newest = entry;
      }
    }
  }

  append(offset: number, bytes: Uint8Array): void {
    for (const block of this.blocks.append(offset, bytes, this.startOfNew(offset))) {
      this.recount(block);
    }
    this.end = offset + bytes.length;
    this.came = true;
    this.version += 1;
  }

  gap(gap: LogGap): void {
    if (gap.to > this.end) {
      // Whoever begins to read in the gap is told of the whole of it.
      const first = this.came ? Math.max(gap.from, this.end) : Math.min(gap.from, this.end);
      this.dropped = gap;
      this.remark = describeLogGap(gap.to - first, gap.limit);
      this.end = gap.to;
    }
  }

  counted({ lines, begins, size, gap }: LogLinesAnswer): void {
    if (gap !== null && gap.to !== this.dropped?.to) {
      this.forget(gap);
      this.dropped = gap;
    }
    if (gap !== null) {
      this.remark = describeLogGap(gap.to - gap.from, gap.limit);
    }
    lines.forEach((count, block) => this.counts.set(block, count));
    this.uncounted = 0;
    if (!this.came) {
      // What became of the log may be shorter than it was.
      this.end = Math.min(this.end, size);
    }
    this.correctStart(lines.length, begins ? 'piece' : 'rest');
    this.version += 1;
  }

  missing(first: number, last: number): readonly ByteSpan[] {
    const from = Math.max(0, this.place(first).block - 1);
    const to = Math.min(blockOf(this.end - 1), this.place(last).block + 2);
    const spans: ByteSpan[] = [];
    let taken = 0;
    for (let block = from; block <= to && taken < MOST_FETCHED; block++) {
      const kept = this.blocks.get(block)?.parts.length ? [] : this.keptOf(block);
      for (const span of kept) {
        const before = spans.at(-1);
        if (before?.to === span.from) {
          spans[spans.length - 1] = { from: before.from, to: span.to };
        } else {
          spans.push(span);
        }
      }
      taken += kept.length;
    }
    return spans;
  }

  put({ parts, entries }: FetchedBlocks): void {
    for (const [block, found] of partsByBlock(parts)) {
      if (!this.blocks.get(block)?.parts.length) {
        const own = found.map((part, place) => ({ ...part, ...this.startOf(part, place) }));
        this.blocks.put(block, { parts: own, entries: entriesOf(block, entries) });
        this.recount(block);
      }
    }
    this.version += 1;
  }

  /** What stands at `offset`, where new bytes begin; null: what follows from the bytes before. */
  private startOfNew(offset: number): Pick<LogPart, 'start' | 'behindGap'> | null {
    const behindGap = offset === this.dropped?.to;
    if (behindGap || offset > this.end) {
      return { start: 'line', behindGap };
    }
    return this.came ? null : { start: this.firstStart, behindGap: false };
  }

  private startOf({ offset, bytes }: Pick<LogPart, 'offset' | 'bytes'>, place: number): Pick<LogPart, 'start' | 'behindGap'> {
    if (offset === this.dropped?.to) {
      return { start: 'line', behindGap: true };
    }
    const before = this.blocks.get(blockOf(offset) - 1)?.parts.at(-1);
    if (before !== undefined && before.offset + before.bytes.length === offset) {
      return { start: startAfter(before), behindGap: false };
    }
    const others = countLines({ offset, bytes, start: 'rest', behindGap: false });
    const begins = place === 0 && (offset === 0 || this.counts.of(blockOf(offset)) > others + this.linesBehindGap(offset));
    return { start: !begins ? 'rest' : offset === 0 ? 'line' : 'piece', behindGap: false };
  }

  /** Lines of the block of `offset` that stand behind a gap in it are no reason to look for one at its begin. */
  private linesBehindGap(offset: number): number {
    return this.dropped !== null && blockOf(this.dropped.to) === blockOf(offset) && this.dropped.to > offset ? Infinity : 0;
  }

  private linesOf(block: number): readonly BlockLine[] {
    const known = this.read.get(block);
    if (known?.version === this.version) {
      return known.lines;
    }
    if (this.read.size > this.options.mostBlocks) {
      this.read.clear();
    }
    const lines = linesOfBlock(block, { decode: this.options.decode, partsOf: number => this.blocks.get(number)?.parts ?? [] });
    this.read.set(block, { version: this.version, lines });
    return lines;
  }

  private recount(block: number): void {
    const parts = this.blocks.get(block)?.parts ?? [];
    this.counts.set(
      block,
      parts.reduce((sum, part) => sum + countLines(part), 0)
    );
  }

  /** The first bytes that came were taken for the begin of a line. */
  private correctStart(block: number, start: PartStart): void {
    const found = this.blocks.get(block);
    const [first, ...others] = found?.parts ?? [];
    if (!this.came && block > 0) {
      this.firstStart = start;
    }
    if (found !== null && first?.start === 'line' && !first.behindGap && first.offset === block * LOG_BLOCK_BYTES && block > 0) {
      this.blocks.put(block, { ...found, parts: [{ ...first, start }, ...others] });
      this.recount(block);
    }
  }

  private forget({ from, to }: LogGap): void {
    const end = Math.min(to + 1, this.countable);
    for (let block = blockOf(from); block * LOG_BLOCK_BYTES < end; block++) {
      this.blocks.forget(block);
    }
  }

  /** The parts of `block` that nobody dropped. */
  private keptOf(block: number): readonly ByteSpan[] {
    const from = block * LOG_BLOCK_BYTES;
    const to = Math.min(this.end, from + LOG_BLOCK_BYTES);
    const gap = this.dropped;
    const spans =
      gap === null || gap.to <= from || gap.from >= to
        ? [{ from, to }]
        : [
            { from, to: gap.from },
            { from: gap.to, to }
          ];
    return spans.filter(span => span.to > span.from);
  }
}

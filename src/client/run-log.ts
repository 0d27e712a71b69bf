import { describeLogGap } from '../core/text/describe-log-gap';
import type { LogGap, LogIndexEntry } from '../protocol/run-folder';
import { createLineTimes } from './line-times';
import { colourCarry, startOfLastState } from './terminal-text';

/** One line of a log. `text` may have colour sequences; it begins with those that were on at the end of the line before. */
type LogLine = {
  readonly text: string;
  /** Milliseconds since the epoch; null where the log’s index does not tell. */
  readonly time: number | null;
  /** Null: the run did not write this, it says what was dropped here. */
  readonly stream: 'stdout' | 'stderr' | null;
};

/** The lines of a run’s log that are kept. Their number includes a last one that is not ended yet. */
export interface IRunLog {
  readonly lineCount: number;
  line(index: number): LogLine;
  /** Bytes before the first line that is kept. */
  readonly droppedBytes: number;
}

/** A {@link IRunLog} with its one writer. */
export interface IRunLogWriter extends IRunLog {
  append(offset: number, bytes: Uint8Array): void;
  index(entries: readonly LogIndexEntry[]): void;
  /** Bytes were dropped from the log: a line says so, and the next bytes stand behind them. */
  gap(gap: LogGap): void;
}

export type RunLogOptions = {
  /** UTF-8 to text, wrong bytes replaced. */
  readonly decode: (bytes: Uint8Array) => string;
  /** Offset of the first byte that will come. */
  readonly from: number;
  /** The oldest lines go when more than this is kept. */
  readonly maxBytes: number;
};

const NEWLINE = 0x0a;
/** A line longer than this is shown as several. Bytes. */
const LONGEST_LINE = 65_536;
/** Places at the head of the arrays that may stand empty before they are closed up. */
const SLACK = 4096;

const REMARK = { time: null, stream: null } as const;

/** A log without lines. */
export function createRunLog(options: RunLogOptions): IRunLogWriter {
  return new RunLog(options);
}

class RunLog implements IRunLogWriter {
  private readonly times = createLineTimes();
  private texts: string[] = [];
  private offsets: number[] = [];
  private head = 0;
  /** Offsets of the lines that say what was dropped. */
  private readonly remarks = new Set<number>();
  private carry = '';
  private partial = new Uint8Array();
  private partialOffset: number;
  private partialText: string | null = null;

  constructor(private readonly options: RunLogOptions) {
    this.partialOffset = options.from;
  }

  get lineCount(): number {
    return this.texts.length - this.head + (this.partial.length > 0 ? 1 : 0);
  }

  get droppedBytes(): number {
    return this.offsets[this.head] ?? this.partialOffset;
  }

  line(index: number): LogLine {
    const place = this.head + index;
    if (place < this.texts.length) {
      const offset = this.offsets[place] ?? 0;
      const origin = this.remarks.has(offset) ? REMARK : this.times.at(offset);
      return { text: this.texts[place] ?? '', ...origin };
    }
    this.partialText ??= this.carry + this.options.decode(this.partial);
    return { text: this.partialText, ...this.times.at(this.partialOffset) };
  }

  index(entries: readonly LogIndexEntry[]): void {
    this.times.add(entries);
  }

  append(offset: number, bytes: Uint8Array): void {
    if (offset > this.partialOffset + this.partial.length) {
      this.endAtHole(offset);
    }
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      this.extend(bytes.subarray(start, end));
      this.endLine(1);
      start = end + 1;
    }
    this.extend(bytes.subarray(start));
    this.dropOldest();
  }

  gap({ from, to, limit }: LogGap): void {
    const end = this.partialOffset + this.partial.length;
    if (to <= end) {
      return;
    }
    // Whoever begins to read in the gap is told of the whole of it.
    const first = this.lineCount === 0 ? Math.min(from, end) : Math.max(from, end);
    this.endAtHole(first);
    this.texts.push(describeLogGap(to - first, limit));
    this.offsets.push(first);
    this.remarks.add(first);
    this.partialOffset = to;
  }

  private endAtHole(offset: number): void {
    if (this.partial.length > 0) {
      this.endLine(0);
    }
    this.carry = '';
    this.partialOffset = offset;
  }

  private extend(bytes: Uint8Array): void {
    if (bytes.length === 0) {
      return;
    }
    const joined = new Uint8Array(this.partial.length + bytes.length);
    joined.set(this.partial);
    joined.set(bytes, this.partial.length);
    this.setPartial(joined, startOfLastState(joined));
    while (this.partial.length > LONGEST_LINE) {
      const rest = this.partial;
      const cut = characterStart(rest, LONGEST_LINE);
      this.setPartial(rest.subarray(0, cut), 0);
      this.endLine(0);
      this.setPartial(rest.subarray(cut), 0);
    }
  }

  private setPartial(bytes: Uint8Array, start: number): void {
    this.partial = bytes.slice(start);
    this.partialOffset += start;
    this.partialText = null;
  }

  /** `terminator`: how many bytes stand between this line and the next. */
  private endLine(terminator: number): void {
    const text = this.carry + this.options.decode(this.partial).replace(/\r+$/, '');
    this.texts.push(text);
    this.offsets.push(this.partialOffset);
    this.carry = colourCarry(text);
    this.partialOffset += this.partial.length + terminator;
    this.partial = new Uint8Array();
    this.partialText = null;
  }

  private dropOldest(): void {
    const end = this.partialOffset + this.partial.length;
    while (this.head < this.texts.length && end - this.droppedBytes > this.options.maxBytes) {
      this.texts[this.head] = '';
      this.remarks.delete(this.droppedBytes);
      this.head += 1;
    }
    if (this.head > SLACK && this.head > this.texts.length / 2) {
      this.texts = this.texts.slice(this.head);
      this.offsets = this.offsets.slice(this.head);
      this.head = 0;
    }
  }
}

/** The largest place up to `limit` where a UTF-8 character begins. */
function characterStart(bytes: Uint8Array, limit: number): number {
  let place = limit;
  while (place > 0 && ((bytes[place] ?? 0) & 0xc0) === 0x80) {
    place -= 1;
  }
  return place;
}

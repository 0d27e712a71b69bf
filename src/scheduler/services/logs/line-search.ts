import { findInLine, foldCase, type LogQuery } from '../../../core/logs/find-in-line';
import { joinBytes } from '../../../core/logs/join-bytes';
import { blockOf, lineStarts, type LogPart } from '../../../core/logs/line-starts';
import { lastState, plainText } from '../../../core/logs/plain-text';
import type { LogMatch, LogSearchAnswer } from '../../../protocol/log-lines';

/** Searches the lines of a log whose parts come one after another. */
export type LineSearch = {
  add(part: LogPart): void;
  /** Whether there are as many matches as are wanted: no more parts are. */
  full(): boolean;
  finish(): LogSearchAnswer;
};

export type LineSearchOptions = LogQuery & { readonly from: number; readonly limit: number };

/** A line whose end has not come yet. */
type OpenLine = { readonly offset: number; readonly line: number; readonly bytes: readonly Uint8Array[] };

const NEWLINE = 0x0a;
const ESCAPE = '\u001b';
const COLOURS = new RegExp(`${ESCAPE}\\[[\\d;:]*m`, 'g');
/** Whatever is left out of a line’s plain text, so that what stands on both sides of it is joined there: control characters, but for those that part words. */
const HIDDEN = /[^\t\n\r -~\u00a0-\uffff]/;

export function createLineSearch(options: LineSearchOptions): LineSearch {
  return new Search(options);
}

class Search implements LineSearch {
  private readonly decoder = new TextDecoder();
  private readonly words: string;
  private readonly matches: LogMatch[] = [];
  private open: OpenLine | null = null;
  private block = -1;
  /** Lines of `block` so far. */
  private line = 0;
  private next: number;
  private more = false;

  constructor(private readonly options: LineSearchOptions) {
    this.words = foldCase(options.words, options);
    this.next = options.from;
  }

  full(): boolean {
    return this.more;
  }

  add(part: LogPart): void {
    this.enter(part);
    const starts = lineStarts(part);
    const [first = part.bytes.length] = starts;
    if (this.open !== null) {
      const { open } = this;
      this.open = { ...open, bytes: part.behindGap ? open.bytes : [...open.bytes, part.bytes.subarray(0, first)] };
    }
    const last = starts.at(-1);
    if (last === undefined) {
      return;
    }
    this.closeLine();
    if (this.more) {
      this.next = part.offset + first;
    } else {
      this.searchLines(part, starts);
    }
    if (!this.more) {
      this.open = { offset: part.offset + last, line: this.line + starts.length - 1, bytes: [part.bytes.subarray(last)] };
      this.line += starts.length;
      this.next = this.open.offset;
    }
  }

  finish(): LogSearchAnswer {
    if (!this.more && this.open !== null) {
      const { offset, bytes } = this.open;
      const ended = bytes.at(-1)?.at(-1) === NEWLINE;
      const length = bytes.reduce((sum, each) => sum + each.length, 0);
      this.closeLine();
      this.more = false;
      this.next = ended ? offset + length : offset;
    }
    return { matches: this.matches, next: this.next, more: this.more };
  }

  private enter({ offset, behindGap }: LogPart): void {
    const block = blockOf(offset);
    if (block !== this.block) {
      this.block = block;
      this.line = 0;
    }
    this.line += behindGap ? 1 : 0;
  }

  private closeLine(): void {
    if (this.open !== null) {
      const { offset, line, bytes } = this.open;
      this.open = null;
      const text = this.decoder.decode(joinBytes(bytes));
      this.searchLine({ offset, line }, text);
      this.more = this.matches.length >= this.options.limit;
    }
  }

  /** All lines of `part` but the last, whose end may stand in the next part. */
  private searchLines(part: LogPart, starts: readonly number[]): void {
    const [first = 0] = starts;
    const text = this.decoder.decode(part.bytes.subarray(first, starts.at(-1)));
    const candidates = this.candidates(text);
    if (candidates.length === 0) {
      return;
    }
    const texts = text.split('\n');
    for (const place of candidates) {
      this.searchLine({ offset: part.offset + (starts[place] ?? 0), line: this.line + place }, texts[place] ?? '');
      if (this.matches.length >= this.options.limit) {
        this.more = true;
        this.next = part.offset + (starts[place + 1] ?? 0);
        return;
      }
    }
  }

  /** Numbers of the lines of `text` that may match: most lines of a log can be passed over all at once. */
  private candidates(text: string): readonly number[] {
    const shown = text.includes(ESCAPE) ? text.replace(COLOURS, '') : text;
    if (HIDDEN.test(shown)) {
      return Array.from(text.split('\n').keys()).slice(0, -1);
    }
    const folded = foldCase(shown, this.options);
    const lines: number[] = [];
    let line = 0;
    let counted = 0;
    for (let at = folded.indexOf(this.words); at >= 0; at = folded.indexOf(this.words, folded.indexOf('\n', at))) {
      for (let end = folded.indexOf('\n', counted); end >= 0 && end < at; end = folded.indexOf('\n', counted)) {
        line += 1;
        counted = end + 1;
      }
      lines.push(line);
    }
    return lines;
  }

  private searchLine({ offset, line }: Omit<LogMatch, 'nth'>, text: string): void {
    if (offset >= this.options.from) {
      findInLine(plainText(lastState(text.replace(/\n$/, ''))), this.options).forEach((_, nth) => this.matches.push({ offset, line, nth }));
    }
  }
}

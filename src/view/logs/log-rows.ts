import type { ShownLogSection, ShownLine } from '../tasks-information/shown-state';
import { formatSize } from '../../protocol/size';

/** One row of the log: a line, the heading of an execution, or a remark of ours about its log. */
export type LogRow =
  | { readonly kind: 'heading'; readonly section: ShownLogSection }
  | { readonly kind: 'remark'; readonly section: ShownLogSection; readonly text: string; readonly offersLoad: boolean }
  | { readonly kind: 'line'; readonly section: ShownLogSection; readonly line: ShownLine };

/** The rows of several logs, one after another; none is made before it is asked for. */
export type LogRows = {
  readonly count: number;
  /** Rows before which a section begins, in order. */
  readonly starts: readonly number[];
  readonly sections: readonly ShownLogSection[];
  readonly row: (index: number) => LogRow | null;
};

/** The rows of `sections`, which are oldest first. */
export function logRows(sections: readonly ShownLogSection[]): LogRows {
  const starts: number[] = [];
  let count = 0;
  for (const section of sections) {
    starts.push(count);
    count += rowsBeforeLines(section) + lineCount(section);
  }
  return { count, starts, sections, row: index => rowAt(sections, starts, index) };
}

/** The first row that is a line of section number `place`. */
export function firstLineRow(rows: LogRows, place: number): number {
  const section = rows.sections[place];
  return (rows.starts[place] ?? 0) + (section === undefined ? 0 : rowsBeforeLines(section));
}

/** The number of the section that row `index` belongs to. */
export function sectionAt(starts: readonly number[], index: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= index) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return Math.max(0, low - 1);
}

/** Pixels that row `index` is high while its text is not wrapped. */
export function rowHeight(rows: LogRows, index: number): number {
  const place = sectionAt(rows.starts, index);
  return index < firstLineRow(rows, place) ? 24 : 16;
}

export function lineCount(section: ShownLogSection): number {
  return section.log?.lines.lineCount ?? 0;
}

function rowAt(sections: readonly ShownLogSection[], starts: readonly number[], index: number): LogRow | null {
  const place = sectionAt(starts, index);
  const section = sections[place];
  if (section === undefined) {
    return null;
  }
  const within = index - (starts[place] ?? 0);
  if (within === 0) {
    return { kind: 'heading', section };
  }
  const before = rowsBeforeLines(section);
  if (within < before) {
    return { kind: 'remark', section, text: remark(section) ?? '', offersLoad: section.log === null };
  }
  const number = within - before;
  return section.log !== null && number < lineCount(section) ? { kind: 'line', section, line: section.log.lines.line(number) } : null;
}

function rowsBeforeLines(section: ShownLogSection): number {
  return remark(section) === null ? 1 : 2;
}

/** What is said about a log that is not all there; null where there is nothing to say. */
function remark({ run, log }: ShownLogSection): string | null {
  if (log === null) {
    return `Its log has ${formatSize(run.log_bytes)} and is not loaded.`;
  }
  if (log.state === 'refused') {
    return log.refusal ?? 'Its log can’t be shown.';
  }
  if (log.lines.droppedBytes > 0) {
    return `The first ${formatSize(log.lines.droppedBytes)} are left out here; Download has all that is kept of this log.`;
  }
  if (log.lines.lineCount > 0) {
    return null;
  }
  if (log.state === 'complete') {
    return 'It wrote nothing.';
  }
  // An ended run whose bytes are still on their way is not one that wrote nothing.
  return log.state === 'loading' || run.ended_at !== null ? 'Loading its log…' : 'Nothing written yet.';
}

import { formatSize } from '../../protocol/size';
import type { RunId } from '../../protocol/identity';
import type { ShownLinePlace, ShownLine, ShownLogSection } from '../tasks-information/shown-state';
import { silenceText } from './silence';

/** One row of the log: a line (null: not loaded yet), the heading of an execution, or a remark of ours about its log. */
export type LogRow =
  | { readonly kind: 'heading'; readonly section: ShownLogSection }
  | { readonly kind: 'remark'; readonly section: ShownLogSection; readonly text: string; readonly offersLoad: boolean }
  | { readonly kind: 'line'; readonly section: ShownLogSection; readonly line: ShownLine | null }
  | { readonly kind: 'silence'; readonly section: ShownLogSection; readonly text: string };

/** The rows of several logs, one after another; none is made before it is asked for. */
export type LogRows = {
  readonly count: number;
  readonly sections: readonly ShownLogSection[];
  readonly places: readonly SectionPlace[];
  readonly row: (index: number) => LogRow | null;
};

/** Where the rows of a section stand: its heading and remark first, then its lines, then what is said of its silence. */
export type SectionPlace = {
  readonly start: number;
  readonly remark: string | null;
  readonly lines: number;
  readonly silence: string | null;
};

/** What stays with a row while others come before it: its line, or how many rows of its section stand before the lines. */
export type RowAnchor = { readonly run: RunId; readonly at: ShownLinePlace | 'silence' | number };

/** The rows of `sections`, which are oldest first. `now` in milliseconds since the epoch. */
export function logRows(sections: readonly ShownLogSection[], now: number): LogRows {
  const places: SectionPlace[] = [];
  let count = 0;
  for (const section of sections) {
    const place = { start: count, remark: remark(section), lines: lineCount(section), silence: silenceText(section, now) };
    places.push(place);
    count += rowsBeforeLines(place) + place.lines + (place.silence === null ? 0 : 1);
  }
  return { count, sections, places, row: index => rowAt(sections, places, index) };
}

/** Rows of a section before its lines. */
export function rowsBeforeLines({ remark: said }: Pick<SectionPlace, 'remark'>): number {
  return said === null ? 1 : 2;
}

/** The number of the section that row `index` belongs to. */
export function sectionAt(places: readonly SectionPlace[], index: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle]?.start ?? 0) <= index) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return Math.max(0, low - 1);
}

/** The row of a line of a section. */
export function rowOfLine(place: SectionPlace, line: number): number {
  return place.start + rowsBeforeLines(place) + Math.min(line, Math.max(0, place.lines - 1));
}

export function anchorOf({ sections, places }: LogRows, index: number): RowAnchor | null {
  const number = sectionAt(places, index);
  const [section, place] = [sections[number], places[number]];
  if (section === undefined || place === undefined) {
    return null;
  }
  const within = index - place.start;
  const line = within - rowsBeforeLines(place);
  if (line < 0) {
    return { run: section.run.id, at: within };
  }
  return { run: section.run.id, at: section.log !== null && line < place.lines ? section.log.lines.place(line) : 'silence' };
}

/** The row that `anchor` is at now; null where it is gone. */
export function rowOfAnchor({ sections, places }: LogRows, { run, at }: RowAnchor): number | null {
  const number = sections.findIndex(section => section.run.id === run);
  const [section, place] = [sections[number], places[number]];
  if (section === undefined || place === undefined) {
    return null;
  }
  if (typeof at === 'number') {
    return place.start + Math.min(at, rowsBeforeLines(place) - 1);
  }
  if (at === 'silence' && place.silence !== null) {
    return place.start + rowsBeforeLines(place) + place.lines;
  }
  return rowOfLine(place, at === 'silence' || section.log === null ? place.lines : section.log.lines.indexOf(at));
}

/** The same as text. */
export function anchorKey({ run, at }: RowAnchor): string {
  return `${run} ${typeof at === 'object' ? `${at.block}.${at.line}` : at}`;
}

function lineCount(section: ShownLogSection): number {
  return section.log?.lines.lineCount ?? 0;
}

function rowAt(sections: readonly ShownLogSection[], places: readonly SectionPlace[], index: number): LogRow | null {
  const number = sectionAt(places, index);
  const [section, place] = [sections[number], places[number]];
  if (section === undefined || place === undefined) {
    return null;
  }
  const within = index - place.start;
  if (within === 0) {
    return { kind: 'heading', section };
  }
  const line = within - rowsBeforeLines(place);
  if (line < 0) {
    return { kind: 'remark', section, text: place.remark ?? '', offersLoad: section.log === null };
  }
  if (section.log !== null && line < place.lines) {
    return { kind: 'line', section, line: section.log.lines.line(line) };
  }
  return line === place.lines && place.silence !== null ? { kind: 'silence', section, text: place.silence } : null;
}

/** What is said about a log that is not all there; null where there is nothing to say. */
function remark({ run, log }: ShownLogSection): string | null {
  if (log === null) {
    return `Its log has ${formatSize(run.log_bytes)} and is not loaded.`;
  }
  if (log.state === 'refused') {
    return log.refusal ?? 'Its log can’t be shown.';
  }
  if (log.problem !== null) {
    return `Some of its lines can’t be loaded; it is tried again. ${log.problem}`;
  }
  if (log.lines.uncountedBytes > 0) {
    return `Looking through its first ${formatSize(log.lines.uncountedBytes)}…`;
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

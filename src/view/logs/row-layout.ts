import { anchorKey, rowOfAnchor, rowsBeforeLines, sectionAt, type LogRows, type RowAnchor, type SectionPlace } from './log-rows';

/** Pixels. */
export const LINE_HEIGHT = 16;
const REMARK_HEIGHT = 24;

/** Where the rows stand, in pixels from the first one’s top. */
export type RowLayout = {
  readonly rows: LogRows;
  readonly height: number;
  /** Of a row, or of what would follow the last one. */
  readonly top: (row: number) => number;
  /** The row that covers a pixel. */
  readonly rowAt: (pixel: number) => number;
};

/** Heights of rows that are not as high as a line: wrapped ones that were drawn once. */
export type MeasuredRows = ReadonlyMap<string, MeasuredRow>;
export type MeasuredRow = { readonly anchor: RowAnchor; readonly height: number };

type Excess = { readonly row: number; readonly pixels: number };

export function layRows(rows: LogRows, measured: MeasuredRows): RowLayout {
  const sectionTops: number[] = [];
  let height = 0;
  for (const place of rows.places) {
    sectionTops.push(height);
    height += sectionHeight(place);
  }
  const excesses = excessesOf(rows, measured);
  const sums: number[] = [];
  for (const { pixels } of excesses) {
    sums.push((sums.at(-1) ?? 0) + pixels);
  }
  const top = (row: number): number => {
    const number = sectionAt(rows.places, row);
    const place = rows.places[number];
    const base = place === undefined ? 0 : (sectionTops[number] ?? 0) + heightWithin(place, row - place.start);
    return base + (sums[excessesBefore(excesses, row) - 1] ?? 0);
  };
  return { rows, height: height + (sums.at(-1) ?? 0), top, rowAt: pixel => lastTopUpTo(rows.count, top, pixel) };
}

/** How high `row` is while its text is not wrapped. */
function plainHeight({ places }: LogRows, row: number): number {
  const place = places[sectionAt(places, row)];
  return place === undefined ? LINE_HEIGHT : heightWithin(place, row - place.start + 1) - heightWithin(place, row - place.start);
}

function sectionHeight(place: SectionPlace): number {
  return heightWithin(place, Infinity);
}

/** How high the first `count` rows of a section are. */
function heightWithin(place: SectionPlace, count: number): number {
  const before = Math.min(count, rowsBeforeLines(place));
  const lines = Math.min(Math.max(0, count - rowsBeforeLines(place)), place.lines);
  const silence = place.silence !== null && count > rowsBeforeLines(place) + place.lines ? 1 : 0;
  return (before + silence) * REMARK_HEIGHT + lines * LINE_HEIGHT;
}

function excessesOf(rows: LogRows, measured: MeasuredRows): readonly Excess[] {
  const excesses: Excess[] = [];
  for (const { anchor, height } of measured.values()) {
    const row = rowOfAnchor(rows, anchor);
    const pixels = row === null ? 0 : height - plainHeight(rows, row);
    if (row !== null && pixels !== 0) {
      excesses.push({ row, pixels });
    }
  }
  return excesses.sort((one, other) => one.row - other.row);
}

function excessesBefore(excesses: readonly Excess[], row: number): number {
  let low = 0;
  let high = excesses.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((excesses[middle]?.row ?? 0) < row) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function lastTopUpTo(count: number, top: (row: number) => number, pixel: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (top(middle) <= pixel) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return Math.max(0, low - 1);
}

/** Most rows whose height is remembered. */
const MOST_MEASURED = 2000;

/** `measured` with the heights of further rows. */
export function remeasure(measured: MeasuredRows, found: readonly MeasuredRow[]): MeasuredRows {
  if (found.length === 0) {
    return measured;
  }
  const next = new Map(measured);
  for (const each of found) {
    next.delete(anchorKey(each.anchor));
    next.set(anchorKey(each.anchor), each);
  }
  for (const oldest of next.keys()) {
    if (next.size <= MOST_MEASURED) {
      break;
    }
    next.delete(oldest);
  }
  return next;
}

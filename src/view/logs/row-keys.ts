import type { RunId } from '../../protocol/identity';
import { firstLineRow, sectionAt, type LogRows } from './log-rows';

/** Keys of one execution; more rows than a log of 16 MiB can have. */
const ROWS_OF_A_RUN = 2 ** 32;
/** Keys that a heading and a remark may take before the lines. */
const ROWS_BEFORE_LINES = 2;

/** Numbers that stay with a row while others come before it: what was measured of it is found again by them. */
export function createRowKeys(): (rows: LogRows, index: number) => number {
  const ordinals = new Map<RunId, number>();
  return (rows, index) => {
    const place = sectionAt(rows.starts, index);
    const run = rows.sections[place]?.run.id;
    if (run === undefined) {
      return index;
    }
    const ordinal = ordinals.get(run) ?? ordinals.size;
    ordinals.set(run, ordinal);
    const line = index - firstLineRow(rows, place);
    const within = line < 0 ? index - (rows.starts[place] ?? 0) : ROWS_BEFORE_LINES + line;
    return ordinal * ROWS_OF_A_RUN + within;
  };
}

import type { TimeSpan } from '../executions/time-span';
import type { ChartPoint } from './chart-points';

/** Points up to which all are drawn. */
const FEW = 600;
/** The newest in view are always drawn. */
const NEWEST = 200;
/** Failures up to which each is drawn, even where they cover each other. */
const FAILURES = 1000;
/** Columns that the time is cut into, and rows that the durations are. */
type Mesh = { readonly columns: number; readonly rows: number };
/** About as wide and high as a mark. */
const FINE: Mesh = { columns: 100, rows: 16 };
/** For what is out of view, and comes into it only for as long as a person drags. */
const COARSE: Mesh = { columns: 25, rows: 8 };

/**
 * The points to draw of `points`, which are in the order of time, when `window` is in view (null: all of them). Beyond a few
 * hundred, the fastest, the middle and the slowest success stand for all of their column. Failures and what was stopped stay,
 * but for those that another one covers where there are thousands; so do the newest, and whatever runs.
 */
export function thinPoints(points: readonly ChartPoint[], window: TimeSpan | null): readonly ChartPoint[] {
  if (points.length <= FEW) {
    return points;
  }
  const isSeen = ({ start }: ChartPoint): boolean => window === null || (window.from <= start && start <= window.to);
  const seen = points.filter(isSeen);
  const kept = new Set([
    ...seenPoints(seen),
    ...coveringPoints(
      points.filter(point => !isSeen(point)),
      COARSE
    )
  ]);
  return points.filter(point => kept.has(point));
}

function seenPoints(points: readonly ChartPoint[]): readonly ChartPoint[] {
  if (points.length <= FEW) {
    return points;
  }
  const marks = points.filter(point => point.kind !== 'success');
  return [...points.slice(-NEWEST), ...(marks.length <= FAILURES ? marks : []), ...coveringPoints(points, FINE)];
}

function coveringPoints(points: readonly ChartPoint[], mesh: Mesh): readonly ChartPoint[] {
  const place = gridOf(points, mesh);
  const [successes, marks] = [points.filter(({ kind }) => kind === 'success'), points.filter(({ kind }) => kind !== 'success')];
  return [...onePerCell(marks, place), ...typical(successes, place)];
}

type Grid = { readonly column: (point: ChartPoint) => number; readonly row: (point: ChartPoint) => number };

function gridOf(points: readonly ChartPoint[], { columns, rows }: Mesh): Grid {
  const from = points[0]?.start ?? 0;
  const length = Math.max(1, (points.at(-1)?.start ?? 0) - from);
  const highest = points.reduce((most, point) => Math.max(most, point.seconds), 0.001);
  return {
    column: point => Math.floor(((point.start - from) / length) * columns),
    row: point => Math.floor((point.seconds / highest) * rows)
  };
}

/** The newest of those that would be drawn over each other. */
function onePerCell(points: readonly ChartPoint[], { column, row }: Grid): readonly ChartPoint[] {
  const cells = new Map(points.map(point => [`${point.kind} ${column(point)} ${row(point)}`, point]));
  return [...cells.values()];
}

/** The fastest, the middle and the slowest of each column. */
function typical(points: readonly ChartPoint[], { column }: Grid): readonly ChartPoint[] {
  const columns = new Map<number, ChartPoint[]>();
  for (const point of points) {
    const group = columns.get(column(point)) ?? [];
    columns.set(column(point), group);
    group.push(point);
  }
  return [...columns.values()].flatMap(group => {
    const sorted = group.toSorted((one, other) => one.seconds - other.seconds);
    return [0, Math.floor((sorted.length - 1) / 2), sorted.length - 1].flatMap(place => sorted[place] ?? []);
  });
}

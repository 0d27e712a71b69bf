/** A stretch of time in which something has to happen once, both ends included. */
export type TimeWindow = { readonly from: number; readonly until: number };

/** `missed`: windows that nothing happened in. `extra`: moments that belong to no window. */
export type Matching = { readonly missed: readonly TimeWindow[]; readonly extra: readonly number[] };

/**
 * Gives each moment to at most one window, so that as many windows as possible have one: a moment goes to the open
 * window that closes first. For windows of time that is a largest matching (Glover 1967), as the Chronos test of
 * Jepsen finds it with a solver.
 */
export function matchWindows(windows: readonly TimeWindow[], moments: readonly number[]): Matching {
  const waiting = [...windows].sort((a, b) => a.from - b.from);
  let open: TimeWindow[] = [];
  const missed: TimeWindow[] = [];
  const extra: number[] = [];
  for (const moment of [...moments].sort((a, b) => a - b)) {
    while (waiting[0] !== undefined && waiting[0].from <= moment) {
      open.push(...waiting.splice(0, 1));
    }
    missed.push(...open.filter(window => window.until < moment));
    open = open.filter(window => window.until >= moment).sort((a, b) => a.until - b.until);
    if (open.shift() === undefined) {
      extra.push(moment);
    }
  }
  return { missed: [...missed, ...open, ...waiting], extra };
}

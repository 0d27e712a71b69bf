import type { RunSummary } from '../protocol/run-history';

/** Both lists as one; all newest first. Of a run that is in both, that of `newest` counts. */
export function joinRuns(newest: readonly RunSummary[], older: readonly RunSummary[]): readonly RunSummary[] {
  const oldest = newest.at(-1);
  if (oldest === undefined || older.length === 0) {
    return oldest === undefined ? older : newest;
  }
  if ((older[0]?.id ?? '') < oldest.id) {
    return [...newest, ...older];
  }
  const known = new Set(newest.map(run => run.id));
  return [...newest, ...older.filter(run => !known.has(run.id))].toSorted((one, other) => (one.id < other.id ? 1 : -1));
}

/** {@link joinRuns}, the same list for as long as both are the same. */
export function createJoin(): typeof joinRuns {
  let last: {
    readonly newest: readonly RunSummary[];
    readonly older: readonly RunSummary[];
    readonly joined: readonly RunSummary[];
  } | null = null;
  return (newest, older) => {
    if (last?.newest !== newest || last.older !== older) {
      last = { newest, older, joined: joinRuns(newest, older) };
    }
    return last.joined;
  };
}

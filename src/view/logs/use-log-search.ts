import { useMemo, useState } from 'react';
import { findMatches, type LogMatch, type LogQuery } from './find-matches';
import type { LogRows } from './log-rows';

/** The search in the logs. */
export type LogSearch = {
  readonly query: LogQuery;
  readonly matches: readonly LogMatch[];
  /** The match that the person is at, as a place in `matches`. */
  readonly current: number;
  readonly setQuery: (query: LogQuery) => void;
  /** Goes to the next or the previous match, round the end; null where there is none. */
  readonly step: (step: 1 | -1) => LogMatch | null;
};

export function useLogSearch(rows: LogRows): LogSearch {
  const [query, setQuery] = useState<LogQuery>({ words: '', matchCase: false });
  const [chosen, setChosen] = useState(0);
  const matches = useMemo(() => findMatches(rows, query), [rows, query]);
  const current = Math.min(chosen, Math.max(0, matches.length - 1));
  return {
    query,
    matches,
    current,
    setQuery: next => {
      setQuery(next);
      setChosen(0);
    },
    step: step => {
      const next = matches.length === 0 ? 0 : (current + step + matches.length) % matches.length;
      setChosen(next);
      return matches[next] ?? null;
    }
  };
}

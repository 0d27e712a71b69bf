import { useEffect, useReducer, useState } from 'react';
import type { LogQuery } from '../../core/logs/find-in-line';
import { blockOf } from '../../core/logs/line-starts';
import type { SearchLog } from '../tasks-information/tasks-information-actions';
import { createLogSearcher, type FoundMatch, type ILogSearcher, type SearchState } from './log-searcher';
import { rowOfLine, type LogRows } from './log-rows';

/** The search in the logs. */
export type LogSearch = {
  readonly query: LogQuery;
  readonly state: SearchState;
  /** The match that the person is at; null before there is one. */
  readonly current: FoundMatch | null;
  readonly setQuery: (query: LogQuery) => void;
  /** Goes to the next or the previous match, round the end. */
  readonly step: (step: 1 | -1) => void;
};

export type LogSearchOptions = {
  readonly rows: LogRows;
  readonly searchLog: SearchLog;
  /** The row at the upper edge: what is looked for first is sought from there on. */
  readonly topRow: number;
  readonly show: (row: number) => void;
};

export function useLogSearch(options: LogSearchOptions): LogSearch {
  const { rows } = options;
  const [query, setQuery] = useState<LogQuery>({ words: '', matchCase: false });
  const searcher = useSearcher(options);
  useEffect(() => searcher.lookIn(searchedLogs(rows)), [searcher, rows]);
  const { state } = searcher;
  const current = searcher.current();
  return {
    query,
    state,
    current,
    setQuery: next => {
      setQuery(next);
      searcher.search(next);
    },
    step: step => {
      const next = (current?.place ?? -1) + step;
      if (next >= state.count && state.more) {
        searcher.findMore();
      } else if (state.count > 0) {
        goTo(searcher, (next + state.count) % state.count, options);
      }
    }
  };
}

function goTo(searcher: ILogSearcher, place: number, { rows, show }: LogSearchOptions): void {
  const found = searcher.at(place);
  const row = found === null ? null : rowOfMatch(rows, found);
  searcher.goTo(place);
  if (row !== null) {
    show(row);
  }
}

/** The row of a match; null where its log is not shown. */
export function rowOfMatch({ sections, places }: LogRows, { run, match }: FoundMatch): number | null {
  const number = sections.findIndex(section => section.run.id === run);
  const log = sections[number]?.log ?? null;
  const place = places[number];
  return log === null || place === undefined
    ? null
    : rowOfLine(place, log.lines.indexOf({ block: blockOf(match.offset), line: match.line }));
}

/** A searcher that goes to the first match from the upper edge on as soon as all logs were looked through. */
function useSearcher(options: LogSearchOptions): ILogSearcher {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [searcher] = useState(() => createLogSearcher(afterTimeout));
  useEffect(() => {
    const found = (): void => goTo(searcher, firstInView(searcher, options), options);
    searcher.serve({ searchLog: options.searchLog, changed: redraw, found });
  });
  useEffect(() => () => searcher.stop(), [searcher]);
  return searcher;
}

function afterTimeout(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}

function searchedLogs({ sections, places }: LogRows): readonly { readonly run: FoundMatch['run']; readonly lines: number }[] {
  return sections.flatMap(({ run, log }, number) =>
    log === null || log.state === 'refused' ? [] : [{ run: run.id, lines: places[number]?.lines ?? 0 }]
  );
}

/** The first match from the upper edge on, or the last one. */
function firstInView(searcher: ILogSearcher, { rows, topRow }: LogSearchOptions): number {
  const { count } = searcher.state;
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = searcher.at(middle);
    if (found !== null && (rowOfMatch(rows, found) ?? 0) < topRow) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return Math.min(low, count - 1);
}

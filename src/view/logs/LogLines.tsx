import type { RefObject } from 'react';
import { findInLine } from '../../core/logs/find-in-line';
import { plainText } from '../../core/logs/plain-text';
import type { RunId } from '../../protocol/identity';
import { classNames } from '../controls/class-names';
import type { TimeFrame } from '../words/time-text';
import type { LogRow, LogRows } from './log-rows';
import { LogRowView } from './LogRowView';
import type { TextMark } from './mark-text';
import type { VirtualRows } from './use-log-rows';
import { rowOfMatch, type LogSearch } from './use-log-search';

export type LogLinesProps = {
  readonly name: string;
  readonly rows: LogRows;
  readonly virtual: VirtualRows;
  readonly search: LogSearch;
  readonly wrap: boolean;
  readonly only: boolean;
  readonly expected: number | null;
  readonly frame: TimeFrame;
  readonly compact: boolean;
  readonly scrollerRef: RefObject<HTMLDivElement>;
  readonly windowRef: RefObject<HTMLDivElement>;
  readonly onScroll: () => void;
  readonly onShowOnly: (run: RunId) => void;
  readonly onLoad: (run: RunId) => void;
};

/** The scrolling part of the logs. New lines are not read out: a change of status is, elsewhere. */
export function LogLines({ name, rows, virtual, search, wrap, scrollerRef, windowRef, onScroll, ...rest }: LogLinesProps) {
  return (
    <div
      ref={scrollerRef}
      className={classNames('jp-peach-LogScroller', wrap && 'jp-peach-mod-wrap')}
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label={`Logs of ${name}`}
      onScroll={onScroll}
    >
      <div className="jp-peach-LogRows" style={{ height: virtual.height }}>
        <div ref={windowRef} className="jp-peach-LogWindow" style={{ top: virtual.offset }}>
          {virtual.items.map(({ index, key }) => {
            const row = rows.row(index);
            return (
              row !== null && (
                <div key={key} data-index={index} className="jp-peach-LogRow">
                  <LogRowView row={row} marks={marksOf(search, rows, row, index)} {...rest} />
                </div>
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

const NO_MARKS: readonly TextMark[] = [];

/** The matches in a row, the one among them that the person is at included. */
function marksOf({ query, current }: LogSearch, rows: LogRows, row: LogRow, index: number): readonly TextMark[] {
  if (query.words === '' || row.kind !== 'line' || row.line?.stream == null) {
    return NO_MARKS;
  }
  const nth = current !== null && rowOfMatch(rows, current) === index ? current.match.nth : null;
  return findInLine(plainText(row.line.text), query).map((range, place) => ({ ...range, current: place === nth }));
}

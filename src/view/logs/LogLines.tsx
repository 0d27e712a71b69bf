import type { RefObject } from 'react';
import type { RunId } from '../../protocol/identity';
import { classNames } from '../controls/class-names';
import type { TimeFrame } from '../words/time-text';
import { matchesOfRow } from './find-matches';
import type { LogRows } from './log-rows';
import { LogRowView } from './LogRowView';
import type { TextMark } from './mark-text';
import type { VirtualRows } from './use-log-rows';
import type { LogSearch } from './use-log-search';

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
  readonly onScroll: () => void;
  readonly onShowOnly: (run: RunId) => void;
  readonly onLoad: (run: RunId) => void;
};

/** The scrolling part of the logs. New lines are not read out: a change of status is, elsewhere. */
export function LogLines({ name, rows, virtual, search, wrap, scrollerRef, onScroll, ...rest }: LogLinesProps) {
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
        {virtual.items.map(({ index, start, measure }) => {
          const row = rows.row(index);
          return (
            row !== null && (
              <div key={index} ref={measure} data-index={index} className="jp-peach-LogRow" style={{ transform: `translateY(${start}px)` }}>
                <LogRowView row={row} marks={marksOf(search, index)} {...rest} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

const NO_MARKS: readonly TextMark[] = [];

function marksOf({ matches, current }: LogSearch, row: number): readonly TextMark[] {
  const own = matchesOfRow(matches, row);
  return own.length === 0 ? NO_MARKS : own.map(match => ({ start: match.start, end: match.end, current: match === matches[current] }));
}

import { useLayoutEffect, useRef, type RefObject } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { rowHeight, type LogRows } from './log-rows';
import { createRowKeys } from './row-keys';

/** Rows above and below the visible ones that are in the page too. */
const OVERSCAN = 20;

export type VirtualRows = {
  /** Pixels of all rows together. */
  readonly height: number;
  readonly items: readonly VirtualRow[];
  readonly show: (row: number) => void;
};

/** `measure` is given to a row whose height is not known before it is drawn. */
type VirtualRow = {
  readonly index: number;
  readonly start: number;
  readonly measure: ((element: Element | null) => void) | undefined;
};

export type LogRowsOptions = { readonly rows: LogRows; readonly scrollerRef: RefObject<HTMLElement>; readonly wrap: boolean };

/** Which rows of the log are in the page, and where. */
export function useLogRows({ rows, scrollerRef, wrap }: LogRowsOptions): VirtualRows {
  const keys = useRef(createRowKeys());
  const virtualizer = useVirtualizer<HTMLElement, Element>({
    count: rows.count,
    getScrollElement: () => scrollerRef.current,
    estimateSize: index => rowHeight(rows, index),
    getItemKey: index => keys.current(rows, index),
    overscan: OVERSCAN
  });
  // Heights that were measured say nothing once lines are wrapped otherwise.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, wrap]);
  return {
    height: virtualizer.getTotalSize(),
    show: row => virtualizer.scrollToIndex(row, { align: 'center' }),
    items: virtualizer.getVirtualItems().map(item => ({
      index: item.index,
      start: item.start,
      measure: wrap ? virtualizer.measureElement : undefined
    }))
  };
}

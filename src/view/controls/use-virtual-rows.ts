import { useCallback, type RefObject } from 'react';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';

/** Rows up to which all are in the page. */
const FEW = 100;
/** Rows above and below the visible ones that are in the page too. */
const OVERSCAN = 12;

export type VirtualRowsOptions = {
  readonly count: number;
  /** Pixels that a row is high, as far as that is known before it is drawn. */
  readonly estimate: (index: number) => number;
  readonly keyOf: (index: number) => string;
  readonly scrollerRef: RefObject<HTMLElement>;
  /** Pixels of the head that covers the top of the scrolling part. */
  readonly head: number;
  /** A row that stays in the page wherever it is: the one that has the focus, or gets it. */
  readonly pinned: number | null;
};

/** A row that is in the page. */
type VirtualRow = {
  readonly index: number;
  /** Pixels of the rows that are left out before it. */
  readonly gap: number;
};

export type VirtualRows = {
  readonly rows: readonly VirtualRow[];
  /** Pixels of the rows that are left out after the last. */
  readonly after: number;
  /** For each row: learns how high it really is. Needs the row's `data-index`. */
  readonly measure: (element: Element | null) => void;
  /** Scrolls until the row is in view, no further. */
  readonly show: (index: number) => void;
};

/** Which rows of a long table are in the page: all of a short one, else those that can be seen. */
export function useVirtualRows(options: VirtualRowsOptions): VirtualRows {
  const { count, estimate, keyOf, scrollerRef, head, pinned } = options;
  const rangeExtractor = useCallback((range: Range) => withPinned(defaultRangeExtractor(range), pinned), [pinned]);
  const virtualizer = useVirtualizer<HTMLElement, Element>({
    count,
    enabled: count > FEW,
    getScrollElement: () => scrollerRef.current,
    estimateSize: estimate,
    getItemKey: keyOf,
    overscan: OVERSCAN,
    scrollMargin: head,
    scrollPaddingStart: head,
    rangeExtractor
  });
  if (count <= FEW) {
    return { rows: allRows(count), after: 0, measure: ignore, show: index => showRow(scrollerRef.current, index, head) };
  }
  let end = head;
  const rows = virtualizer.getVirtualItems().map(item => {
    const gap = item.start - end;
    end = item.end;
    return { index: item.index, gap };
  });
  return {
    rows,
    after: Math.max(0, head + virtualizer.getTotalSize() - end),
    measure: virtualizer.measureElement,
    show: index => virtualizer.scrollToIndex(index, { align: 'auto' })
  };
}

function withPinned(indexes: readonly number[], pinned: number | null): number[] {
  return pinned === null || indexes.includes(pinned) ? [...indexes] : [...indexes, pinned].sort((one, other) => one - other);
}

function allRows(count: number): readonly VirtualRow[] {
  return Array.from({ length: count }, (_, index) => ({ index, gap: 0 }));
}

function ignore(): void {
  return;
}

/** Moves this scroller alone: the page around it stays where it is. */
function showRow(scroller: HTMLElement | null, index: number, head: number): void {
  const row = scroller?.querySelector(`[data-index="${index}"]`)?.getBoundingClientRect();
  if (scroller === null || row === undefined) {
    return;
  }
  const top = scroller.getBoundingClientRect().top + head;
  const bottom = scroller.getBoundingClientRect().top + scroller.clientHeight;
  if (row.top < top) {
    scroller.scrollTop -= top - row.top;
  } else if (row.bottom > bottom) {
    scroller.scrollTop += row.bottom - bottom;
  }
}

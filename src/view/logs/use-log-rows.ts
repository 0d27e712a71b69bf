import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { anchorKey, anchorOf, rowOfAnchor, type LogRows, type RowAnchor } from './log-rows';
import { layRows, LINE_HEIGHT, remeasure, type MeasuredRow, type MeasuredRows, type RowLayout } from './row-layout';
import { barHeight, positionAtBar, positionAtTop, type ScrollPosition } from './scroll-scale';

/** Rows above and below the visible ones that are in the page too. */
const OVERSCAN = 20;
const NOTHING_MEASURED: MeasuredRows = new Map();

export type VirtualRows = {
  /** Pixels that the scrolled element is high. */
  readonly height: number;
  /** Where the rows that are in the page begin in it. */
  readonly offset: number;
  readonly items: readonly VirtualRow[];
  /** The row at the upper edge. */
  readonly topRow: number;
  /** Stays where it is, whatever comes. */
  readonly stay: () => void;
  /** Shows a row: in the middle if it is not seen yet. */
  readonly show: (row: number) => void;
  /** To be called when the element was scrolled. */
  readonly scrolled: () => void;
};

type VirtualRow = { readonly index: number; readonly key: string };

export type LogRowsOptions = {
  readonly rows: LogRows;
  readonly scrollerRef: RefObject<HTMLElement>;
  /** The element whose children are the rows that are in the page. */
  readonly windowRef: RefObject<HTMLElement>;
  readonly wrap: boolean;
  /** Whether the end is shown. */
  readonly follow: boolean;
};

/** What stays at its place in view while rows come, go, or turn out to be higher: a row, and how far below the upper edge it stands. */
type Hold = { readonly anchor: RowAnchor; readonly below: number };

/** Where a person has gone. */
type View = ScrollPosition & { readonly hold: Hold | null };

/** Which rows of the log are in the page, and where. */
export function useLogRows({ rows, scrollerRef, windowRef, wrap, follow }: LogRowsOptions): VirtualRows {
  const [measured, setMeasured] = useMeasured(wrap);
  const layout = useMemo(() => layRows(rows, measured), [rows, measured]);
  const screen = useScreen(scrollerRef);
  const [view, setView] = useState<View>({ bar: 0, top: 0, hold: null });
  const size = { content: layout.height, screen };
  const shown = positionAtTop(follow ? layout.height : (heldTop(layout, view.hold) ?? view.top), size, follow ? null : view);
  const first = Math.max(0, layout.rowAt(shown.top) - OVERSCAN);
  const last = screen === 0 ? -1 : Math.min(rows.count - 1, layout.rowAt(shown.top + screen) + OVERSCAN);
  const items = rowsBetween(rows, first, last);
  const readBar = useScrollBar(scrollerRef, follow ? null : shown.bar);
  useMeasuring({ windowRef, wrap, layout, items, found: heights => setMeasured(remeasure(measured, heights)) });
  const stayAt = (position: ScrollPosition): void => {
    const row = layout.rowAt(position.top);
    setView({ ...position, hold: holdOf(rows, row, layout.top(row) - position.top) });
  };
  return {
    height: barHeight(size),
    offset: layout.top(first) - shown.top + shown.bar,
    items,
    topRow: layout.rowAt(shown.top),
    stay: () => stayAt(shown),
    show: row => {
      const isSeen = layout.top(row) >= shown.top && layout.top(row + 1) <= shown.top + screen;
      const below = isSeen ? layout.top(row) - shown.top : (screen - LINE_HEIGHT) / 2;
      setView({ ...positionAtTop(layout.top(row) - below, size, shown), hold: holdOf(rows, row, below) });
    },
    scrolled: () => {
      const bar = readBar();
      if (bar !== null && Math.abs(bar - shown.bar) >= 1) {
        stayAt(positionAtBar(bar, shown, size));
      }
    }
  };
}

/** Puts the scroll bar to `bar`, unless that is null, whenever that is another place. What it returns tells where a person put it. */
function useScrollBar(scrollerRef: RefObject<HTMLElement>, bar: number | null): () => number | null {
  const known = useRef(0);
  useLayoutEffect(() => {
    const element = scrollerRef.current;
    if (element !== null && bar !== null && Math.abs(bar - known.current) >= 1) {
      element.scrollTop = bar;
      known.current = element.scrollTop;
    }
  });
  return () => {
    known.current = scrollerRef.current?.scrollTop ?? 0;
    return scrollerRef.current === null ? null : known.current;
  };
}

type Measuring = {
  readonly windowRef: RefObject<HTMLElement>;
  readonly wrap: boolean;
  readonly layout: RowLayout;
  readonly items: readonly VirtualRow[];
  readonly found: (heights: readonly MeasuredRow[]) => void;
};

/** Measures the wrapped rows that were drawn. */
function useMeasuring({ windowRef, wrap, layout, items, found }: Measuring): void {
  useLayoutEffect(() => {
    const heights = wrap && windowRef.current !== null ? otherHeights(windowRef.current, items, layout) : [];
    if (heights.length > 0) {
      found(heights);
    }
  });
}

/** Heights that were measured say nothing once lines are wrapped otherwise. */
function useMeasured(wrap: boolean): readonly [MeasuredRows, (measured: MeasuredRows) => void] {
  const [state, setState] = useState({ wrap, measured: NOTHING_MEASURED });
  const measured = state.wrap === wrap ? state.measured : NOTHING_MEASURED;
  return [measured, next => setState({ wrap, measured: next })];
}

/** Pixels of the element that are seen. */
function useScreen(scrollerRef: RefObject<HTMLElement>): number {
  const [screen, setScreen] = useState(0);
  useLayoutEffect(() => {
    const element = scrollerRef.current;
    if (element === null) {
      return;
    }
    const measure = (): void => setScreen(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scrollerRef]);
  return screen;
}

function holdOf(rows: LogRows, row: number, below: number): Hold | null {
  const anchor = anchorOf(rows, row);
  return anchor === null ? null : { anchor, below };
}

/** The first pixel in view where the held row keeps its place; null where nothing is held. */
function heldTop(layout: RowLayout, hold: Hold | null): number | null {
  const row = hold === null ? null : rowOfAnchor(layout.rows, hold.anchor);
  return hold === null || row === null ? null : layout.top(row) - hold.below;
}

function rowsBetween(rows: LogRows, first: number, last: number): readonly VirtualRow[] {
  const items: VirtualRow[] = [];
  for (let index = first; index <= last; index++) {
    const anchor = anchorOf(rows, index);
    items.push({ index, key: anchor === null ? String(index) : anchorKey(anchor) });
  }
  return items;
}

/** The rows in the page that are not as high as they are taken for. */
function otherHeights(window: HTMLElement, items: readonly VirtualRow[], layout: RowLayout): readonly MeasuredRow[] {
  return Array.from(window.children).flatMap((element, place) => {
    const item = items[place];
    const anchor = item === undefined ? null : anchorOf(layout.rows, item.index);
    const { height } = element.getBoundingClientRect();
    const isOther = item !== undefined && height > 0 && Math.abs(layout.top(item.index + 1) - layout.top(item.index) - height) >= 1;
    return anchor !== null && isOther ? [{ anchor, height }] : [];
  });
}

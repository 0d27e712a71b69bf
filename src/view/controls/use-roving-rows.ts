import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { rowAfterKey } from './row-after-key';

/** What each row of a table is given. */
export type RovingRowProps = {
  readonly ref: (element: HTMLElement | null) => void;
  readonly tabIndex: 0 | -1;
  readonly 'aria-selected': boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
  readonly onClick: () => void;
  readonly onDoubleClick: () => void;
};

type RovingRowsOptions<Id extends string> = {
  readonly ids: readonly Id[];
  readonly selected: Id | null;
  readonly onSelect: (id: Id) => void;
  readonly onEnter: (id: Id) => void;
  /** Brings a row into view, and with that into the page. */
  readonly show: (id: Id) => void;
  /** Up in the first row; absent: stays there. */
  readonly onTop?: () => void;
};

export type RovingRows<Id extends string> = {
  readonly row: (id: Id) => RovingRowProps;
  readonly focus: (id: Id | undefined) => void;
};

/** The row that Tab leads to: the focused one, else the selected one, else the first. */
export function tabStop<Id extends string>(ids: readonly Id[], focused: Id | null, selected: Id | null): Id | undefined {
  return [focused, selected].find(id => id !== null && ids.includes(id)) ?? ids[0];
}

type RovingRowsInput<Id extends string> = RovingRowsOptions<Id> & {
  readonly focus: FocusState<Id>;
  /** Learns how high a row is. Keep the same function. */
  readonly measure: (element: HTMLElement | null) => void;
};

/** Makes the rows of a table one tab stop: Up, Down, Home and End move and select, Enter and double click go on to the logs. */
export function useRovingRows<Id extends string>(options: RovingRowsInput<Id>): RovingRows<Id> {
  const { ids, selected, onSelect, onEnter, show, measure, focus: state } = options;
  const [elements] = useState(() => createRowElements<Id>());
  const stop = tabStop(ids, state.focused, selected);
  useShown(ids, selected, show);
  const focus = (id: Id | undefined): void => {
    if (id !== undefined) {
      state.setFocused(id);
      show(id);
      elements.focus(id);
    }
  };
  const row = (id: Id): RovingRowProps => ({
    ref: elements.refOf(id, measure),
    tabIndex: id === stop ? 0 : -1,
    'aria-selected': id === selected,
    onFocus: () => state.setFocused(id),
    onClick: () => onSelect(id),
    onDoubleClick: () => onEnter(id),
    onKeyDown: event => {
      if (event.target === event.currentTarget && !event.ctrlKey && !event.metaKey && !event.altKey) {
        actOnKey(event, id, { ...options, focus });
      }
    }
  });
  return { row, focus };
}

type RowRef = (element: HTMLElement | null) => void;

/** The rows that are in the page. The ref of a row is always the same function: React calls it only when the row comes and goes. */
function createRowElements<Id extends string>(): {
  readonly refOf: (id: Id, measure: RowRef) => RowRef;
  /** At once, or as soon as the row is in the page. */
  readonly focus: (id: Id) => void;
} {
  const elements = new Map<Id, HTMLElement>();
  const refs = new Map<Id, { readonly measure: RowRef; readonly ref: RowRef }>();
  let awaited: Id | null = null;
  const focus = (id: Id): void => {
    awaited = elements.has(id) ? null : id;
    elements.get(id)?.focus({ preventScroll: true });
  };
  const makeRef = (id: Id, measure: RowRef): RowRef => {
    return element => {
      measure(element);
      if (element === null) {
        elements.delete(id);
        refs.delete(id);
        return;
      }
      elements.set(id, element);
      if (awaited === id) {
        focus(id);
      }
    };
  };
  return {
    focus,
    refOf: (id, measure) => {
      const known = refs.get(id);
      if (known?.measure === measure) {
        return known.ref;
      }
      const ref = makeRef(id, measure);
      refs.set(id, { measure, ref });
      return ref;
    }
  };
}

function actOnKey<Id extends string>(
  event: KeyboardEvent,
  id: Id,
  {
    ids,
    onSelect,
    onEnter,
    onTop,
    focus
  }: Pick<RovingRowsOptions<Id>, 'ids' | 'onSelect' | 'onEnter' | 'onTop'> & Pick<RovingRows<Id>, 'focus'>
): void {
  const place = ids.indexOf(id);
  const next = ids[rowAfterKey(event.key, place, ids.length) ?? -1];
  if (event.key === 'Enter') {
    event.preventDefault();
    onEnter(id);
  } else if (event.key === 'ArrowUp' && place === 0 && onTop !== undefined) {
    event.preventDefault();
    onTop();
  } else if (next !== undefined) {
    event.preventDefault();
    focus(next);
    onSelect(next);
  }
}

export type FocusState<Id extends string> = { readonly focused: Id | null; readonly setFocused: (id: Id) => void };

/** Which row had the focus last: it stays in the page. */
export function useFocusState<Id extends string>(): FocusState<Id> {
  const [focused, setFocused] = useState<Id | null>(null);
  return { focused, setFocused };
}

/** Brings the selected row into view when another is selected: not only the table itself selects. */
function useShown<Id extends string>(ids: readonly Id[], selected: Id | null, show: (id: Id) => void): void {
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  const isThere = selected !== null && ids.includes(selected);
  useEffect(() => {
    if (selected !== null && isThere) {
      latest.current(selected);
    }
  }, [selected, isThere]);
}

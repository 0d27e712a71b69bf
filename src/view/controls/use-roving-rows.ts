import { useRef, useState, type KeyboardEvent } from 'react';
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

export type RovingRowsOptions<Id extends string> = {
  readonly ids: readonly Id[];
  readonly selected: Id | null;
  readonly onSelect: (id: Id) => void;
  readonly onEnter: (id: Id) => void;
};

/** Makes the rows of a table one tab stop: Up, Down, Home and End move and select, Enter and double click go on to the logs. */
export function useRovingRows<Id extends string>({ ids, selected, onSelect, onEnter }: RovingRowsOptions<Id>): (id: Id) => RovingRowProps {
  const elements = useRef(new Map<Id, HTMLElement>());
  const [focused, setFocused] = useState<Id | null>(null);
  const stop = [focused, selected].find(id => id !== null && ids.includes(id)) ?? ids[0];
  return id => ({
    ref: element => {
      if (element === null) {
        elements.current.delete(id);
      } else {
        elements.current.set(id, element);
      }
    },
    tabIndex: id === stop ? 0 : -1,
    'aria-selected': id === selected,
    onFocus: () => setFocused(id),
    onClick: () => onSelect(id),
    onDoubleClick: () => onEnter(id),
    onKeyDown: event => {
      if (event.target !== event.currentTarget) {
        return;
      }
      if (event.key === 'Enter') {
        event.preventDefault();
        onEnter(id);
        return;
      }
      const next = ids[rowAfterKey(event.key, ids.indexOf(id), ids.length) ?? -1];
      if (next !== undefined) {
        event.preventDefault();
        elements.current.get(next)?.focus();
        onSelect(next);
      }
    }
  });
}

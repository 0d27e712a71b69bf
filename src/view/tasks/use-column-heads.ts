import { useRef, type KeyboardEvent } from 'react';
import type { ColumnName, TaskColumn } from './task-columns';

export type ColumnHeadFocus = {
  readonly ref: (name: ColumnName, element: HTMLElement | null) => void;
  readonly onKeyDown: (name: ColumnName, event: KeyboardEvent, onLeave: () => void) => void;
  /** From the first row: into the heads. */
  readonly focus: () => void;
};

/** Up leads from the first row into the heads, Left, Right, Home and End along them, Down back. Enter sorts, as a click does. */
export function useColumnHeads(columns: readonly TaskColumn[]): ColumnHeadFocus {
  const elements = useRef(new Map<ColumnName, HTMLElement>());
  const names = columns.filter(column => column.sort !== null).map(column => column.name);
  const focusAt = (place: number): void => {
    const name = names[Math.max(0, Math.min(names.length - 1, place))];
    if (name !== undefined) {
      elements.current.get(name)?.focus();
    }
  };
  return {
    ref: (name, element) => {
      if (element === null) {
        elements.current.delete(name);
      } else {
        elements.current.set(name, element);
      }
    },
    focus: () => focusAt(0),
    onKeyDown: (name, event, onLeave) => {
      const place = names.indexOf(name);
      const moves: Readonly<Record<string, () => void>> = {
        ArrowLeft: () => focusAt(place - 1),
        ArrowRight: () => focusAt(place + 1),
        Home: () => focusAt(0),
        End: () => focusAt(names.length - 1),
        ArrowDown: onLeave
      };
      const move = moves[event.key];
      if (move !== undefined) {
        event.preventDefault();
        move();
      }
    }
  };
}

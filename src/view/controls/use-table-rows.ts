import { useMemo, type RefObject } from 'react';
import { tabStop, useFocusState, useRovingRows, type RovingRows } from './use-roving-rows';
import { useVirtualRows, type VirtualRows } from './use-virtual-rows';

/** A row; `id` null: one that can't be selected, such as a remark. */
export type TableRow<Id extends string> = { readonly id: Id | null; readonly key: string; readonly height: number };

export type TableRowsOptions<Id extends string> = {
  readonly rows: readonly TableRow<Id>[];
  readonly selected: Id | null;
  readonly scrollerRef: RefObject<HTMLElement>;
  /** Pixels of the head that stays at the top. */
  readonly head: number;
  readonly onSelect: (id: Id) => void;
  readonly onEnter: (id: Id) => void;
  readonly onTop?: () => void;
};

export type TableRows<Id extends string> = RovingRows<Id> & { readonly virtual: VirtualRows; readonly ids: readonly Id[] };

/** The rows of a table of any length: one tab stop, moved by keys, and only those that can be seen in the page. */
export function useTableRows<Id extends string>(options: TableRowsOptions<Id>): TableRows<Id> {
  const { rows, selected, scrollerRef, head, ...roving } = options;
  const { ids, places } = useMemo(() => indexRows(rows), [rows]);
  const focus = useFocusState<Id>();
  const stop = tabStop(ids, focus.focused, selected);
  const virtual = useVirtualRows({
    count: rows.length,
    estimate: index => rows[index]?.height ?? 0,
    keyOf: index => rows[index]?.key ?? '',
    scrollerRef,
    head,
    pinned: stop === undefined ? null : (places.get(stop) ?? null)
  });
  const show = (id: Id): void => virtual.show(places.get(id) ?? 0);
  return { ...useRovingRows({ ...roving, ids, selected, show, focus, measure: virtual.measure }), virtual, ids };
}

function indexRows<Id extends string>(
  rows: readonly TableRow<Id>[]
): { readonly ids: readonly Id[]; readonly places: ReadonlyMap<Id, number> } {
  const places = new Map<Id, number>();
  rows.forEach(({ id }, place) => id !== null && places.set(id, place));
  return { ids: [...places.keys()], places };
}

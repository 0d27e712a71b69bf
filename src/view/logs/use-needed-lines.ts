import { useEffect } from 'react';
import type { TasksInformationActions } from '../tasks-information/tasks-information-actions';
import { rowsBeforeLines, sectionAt, type LogRows } from './log-rows';

/** Asks for the lines among rows `first` to `last`, as often as anything changed: what is here already is not loaded again. */
export function useNeededLines(
  rows: LogRows,
  shown: readonly { readonly index: number }[],
  need: TasksInformationActions['needLines']
): void {
  const first = shown[0]?.index;
  const last = shown.at(-1)?.index;
  useEffect(() => {
    if (first === undefined || last === undefined) {
      return;
    }
    for (let number = sectionAt(rows.places, first); (rows.places[number]?.start ?? Infinity) <= last; number++) {
      const [section, place] = [rows.sections[number], rows.places[number]];
      if (section?.log != null && place !== undefined && place.lines > 0) {
        const begin = place.start + rowsBeforeLines(place);
        need(section.run.id, Math.max(0, first - begin), Math.min(place.lines - 1, Math.max(0, last - begin)));
      }
    }
  });
}

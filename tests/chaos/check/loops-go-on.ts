import type { History, Moment } from '../history/history';
import { startOf } from '../history/journal-facts';
import { matchWindows } from './match-windows';

/** Each loop goes on: in each stretch of time in which it was due to start runs, it did. They stand between the faults, and within those that must not hold it up. */
export function loopsGoOn(history: History): readonly string[] {
  const starts = new Map(history.dues.map(({ loop }) => [loop, startsOf(history, loop)]));
  // Stretches may lie over one another, so that one start serves several; within one stretch each run is due by itself.
  return history.dues.flatMap(due => {
    const windows = Array.from({ length: due.wanted }, () => due);
    const { missed } = matchWindows(windows, starts.get(due.loop) ?? []);
    return missed.length === 0
      ? []
      : [
          `loop ${due.loop} started ${due.wanted - missed.length} of the ${due.wanted} runs due in ${seconds(due.until - due.from)} s ${due.despite}`
        ];
  });
}

function startsOf(history: History, loop: string): readonly Moment[] {
  const keys = new Set(history.tasks.filter(task => task.loop === loop).map(task => task.key));
  return history.journals.filter(journal => keys.has(journal.task)).flatMap(journal => startOf(journal)?.at ?? []);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}

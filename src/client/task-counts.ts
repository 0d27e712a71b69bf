import type { Organisation } from '../protocol/organisation';
import { FAILURES } from '../protocol/run';

/** Tasks that run now, whose last execution failed in some way, and whose definition is wrong. `all`: there are. */
export type TaskCounts = { readonly running: number; readonly failed: number; readonly invalid: number; readonly all: number };

const ENDED = ['SUCCESS', ...FAILURES, 'KILLED', 'NEVER'];

/** The counts of all `organisations` together. */
export function countTasks(organisations: readonly Organisation[]): TaskCounts {
  const sum = (...statuses: readonly string[]): number =>
    organisations.flatMap(({ counts }) => statuses.map(status => counts[status] ?? 0)).reduce((total, count) => total + count, 0);
  return { running: sum('RUNNING'), failed: sum(...FAILURES), invalid: sum('INVALID'), all: sum(...ENDED) };
}

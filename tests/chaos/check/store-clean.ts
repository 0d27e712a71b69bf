import type { History } from '../history/history';

/** The store opens clean whenever it is looked at. */
export function storeClean(history: History): readonly string[] {
  return history.storeLooks.flatMap(({ when, problems }) => problems.map(problem => `the store, ${when}: ${problem}`));
}

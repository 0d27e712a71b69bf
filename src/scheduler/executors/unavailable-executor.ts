import type { ExecutorName } from '../../protocol/run';
import type { IExecutor } from '../ports';

/** An executor that can’t run anything yet: it says what is missing, and finds no run to adopt since none was ever started. */
export function createUnavailableExecutor(name: ExecutorName, reason: string): IExecutor {
  return {
    name,
    unavailable: () => reason,
    start: () => Promise.reject(new Error(reason)),
    adopt: () => Promise.resolve({ kind: 'unclaimed' }),
    close: () => undefined
  };
}

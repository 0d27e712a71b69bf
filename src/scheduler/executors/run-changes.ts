import { RUN_FILES } from '../../protocol/run-folder';
import type { IClock } from '../ports';
import { watchFolder } from './watch-folder';

/** Milliseconds between two looks where nothing tells: the death of a supervisor that is no child makes no event. */
const LOOK = 2_000;

/** Nobody reads it; without a reason an error with its stack is made for each. */
const NOTICED = 'noticed';

/** When to look at a run again. */
export interface IRunChanges {
  /** Something happened. */
  notice(): void;
  /** Resolves as soon as something has happened since the last call, at the latest after two seconds. */
  next(): Promise<void>;
  close(): void;
}

/** Watches for the claim and the end of the run in `folder`. */
export function createRunChanges(folder: string, clock: IClock): IRunChanges {
  let noticed = false;
  let wake = (): void => undefined;
  const notice = (): void => {
    noticed = true;
    wake();
  };
  const unwatch = watchFolder(folder, [RUN_FILES.claim, RUN_FILES.end], notice);
  return {
    notice,
    next: async () => {
      if (!noticed) {
        const waiting = new AbortController();
        wake = () => waiting.abort(NOTICED);
        await clock.sleep(LOOK, waiting.signal);
      }
      noticed = false;
    },
    close: unwatch
  };
}

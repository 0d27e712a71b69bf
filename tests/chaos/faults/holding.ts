import { setTimeout as pause } from 'node:timers/promises';
import type { ProcessFact } from '../history/history';
import { moment } from '../world/moment';
import { signalTo, standsStill } from '../world/processes';

/** Processes that stand still for a few milliseconds, so that what is found out about them is still true when something is done to them. */
export interface IHolding {
  /** Stops it. True once it stands still; false where it ends, or goes on all the same. */
  hold(process: ProcessFact): Promise<boolean>;
  /** Lets those go on that it stopped; `but` one. Who stood still before is another fault's. */
  letGo(but?: ProcessFact): void;
}

/** Milliseconds in which a process stands still: it may have to come back from a slow disk first. */
const PATIENCE = 2_000;
const LOOK_EVERY = 1;

export function createHolding(): IHolding {
  const held: ProcessFact[] = [];
  return {
    hold: async process => {
      if (standsStill(process)) {
        return true;
      }
      held.push(process);
      const deadline = moment() + PATIENCE;
      // Again and again: warm parents and schedulers let those go on that they find stopped.
      while (moment() < deadline && signalTo(process, 'SIGSTOP')) {
        if (standsStill(process)) {
          return true;
        }
        await pause(LOOK_EVERY);
      }
      return false;
    },
    letGo: but => {
      // The last to stand still is the first to go on: nobody finds a child stopped that is about to go on.
      held
        .filter(process => process !== but)
        .reverse()
        .forEach(process => signalTo(process, 'SIGCONT'));
    }
  };
}

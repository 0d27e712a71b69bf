import { uptime } from 'node:os';
import type { IClock } from './ports';

/** The longest that a timer can wait; one that is told more fires at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** The machine's own clocks. */
export const systemClock: IClock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  uptime: () => uptime() * 1000,
  sleep: (milliseconds, signal) =>
    new Promise(resolve => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const finish = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, Math.min(milliseconds, LONGEST_MS));
      signal.addEventListener('abort', finish, { once: true });
    })
};

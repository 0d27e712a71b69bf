import type { ITimers } from '../../client/timers';

/** The browser's clock. */
export const browserTimers: ITimers = {
  now: () => Date.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  }
};

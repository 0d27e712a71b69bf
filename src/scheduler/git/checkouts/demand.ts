/** How many copies are in use at once, of late. */
export type Demand = {
  /** So many are in use at `now`. */
  note(inUse: number, now: number): void;
  /** The most that were in use at once in the last half hour to hour before `now`, at least 1 once any was; 0 before. */
  peak(now: number): number;
};

/** Milliseconds. */
export const DEMAND_WINDOW = 30 * 60_000;

/** A loop comes round within the window, and then has its copies; what one busy moment needed is given up after it. */
export function createDemand(): Demand {
  let present = 0;
  let last = 0;
  let began = 0;
  let inUse = 0;
  let fewest = 0;

  function goTo(now: number): void {
    const passed = Math.floor((now - began) / DEMAND_WINDOW);
    if (passed !== 0) {
      // Also where the clock was set back: what was counted is from then on of the window before.
      last = passed === 1 || passed < 0 ? present : inUse;
      present = inUse;
      began = now;
    }
  }

  return {
    note: (count, now) => {
      goTo(now);
      fewest = Math.max(fewest, Math.min(count, 1));
      inUse = count;
      present = Math.max(present, count);
    },
    peak: now => {
      goTo(now);
      return Math.max(present, last, fewest);
    }
  };
}

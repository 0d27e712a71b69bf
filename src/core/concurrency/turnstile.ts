/** Lets at most so many in at once; the others wait in the order they came. */
export interface ITurnstile {
  /** `work` is told whether it had to wait. */
  pass<T>(work: (waited: boolean) => Promise<T>): Promise<T>;
}

/** `places` null: everybody passes at once. */
export function createTurnstile(places: number | null): ITurnstile {
  let free = places ?? Number.POSITIVE_INFINITY;
  const waiting: (() => void)[] = [];
  return {
    pass: async work => {
      const waits = free <= 0;
      if (waits) {
        await new Promise<void>(resolve => waiting.push(resolve));
      } else {
        free -= 1;
      }
      try {
        return await work(waits);
      } finally {
        const next = waiting.shift();
        if (next === undefined) {
          free += 1;
        } else {
          next();
        }
      }
    }
  };
}

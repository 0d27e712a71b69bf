/** Lets at most so many in at once; the others wait in the order they came. */
export interface ITurnstile {
  pass<T>(work: () => Promise<T>): Promise<T>;
}

/** `places` null: everybody passes at once. */
export function createTurnstile(places: number | null): ITurnstile {
  let free = places ?? Number.POSITIVE_INFINITY;
  const waiting: (() => void)[] = [];
  return {
    pass: async work => {
      if (free > 0) {
        free -= 1;
      } else {
        await new Promise<void>(resolve => waiting.push(resolve));
      }
      try {
        return await work();
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

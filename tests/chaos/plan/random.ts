/** Chance that can be repeated: the same seed gives the same numbers. */
export interface IRandom {
  /** From 0 up to, not including, 1. */
  fraction(): number;
  /** From 0 up to, not including, `below`. */
  integer(below: number): number;
  shuffled<T>(items: readonly T[]): readonly T[];
}

const RANGE = 2 ** 32;

/** `mulberry32`: small, and good enough to choose faults. */
export function createRandom(seed: number): IRandom {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / RANGE;
  };
  const integer = (below: number): number => Math.floor(fraction() * below);
  const shuffled = <T>(items: readonly T[]): readonly T[] => {
    const left = [...items];
    return items.flatMap(() => left.splice(integer(left.length), 1));
  };
  return { fraction, integer, shuffled };
}

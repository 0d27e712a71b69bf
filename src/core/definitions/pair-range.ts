import { isNode, type Pair } from 'yaml';

function range(node: unknown): readonly [number, number] | null {
  const found = isNode(node) ? node.range : null;
  return found == null ? null : [found[0], found[1]];
}

/** Offset of the key of `pair`. */
export function startOfPair(pair: Pair | undefined): number {
  return range(pair?.key)?.[0] ?? 0;
}

/** Offset after the value of `pair`, or after its key where it has none. */
export function endOfPair(pair: Pair | undefined): number {
  return Math.max(range(pair?.value)?.[1] ?? 0, range(pair?.key)?.[1] ?? 0);
}

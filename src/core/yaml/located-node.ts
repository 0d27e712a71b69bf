import type { Json } from '../../protocol/json';
import type { Problem } from '../../protocol/problem';
import type { Position } from '../definitions/definition';

/** A value of a YAML file with its place. Aliases share the node of their anchor, but for `position`. */
export type LocatedNode = {
  /** Null where `problems` says why it is no JSON value. */
  readonly value: Json;
  /** Where the value begins; of a value that is left empty, its key. */
  readonly position: Position;
  /** Of its key; null in a list and at the root. */
  readonly keyPosition: Position | null;
  /** By key, or by index from 0. */
  readonly children: ReadonlyMap<string, LocatedNode>;
  /** Its own, without those of its children. */
  readonly problems: readonly Problem[];
  /** Values in it, itself included, with every alias written out. */
  readonly size: number;
  /** Levels below it. */
  readonly height: number;
};

/** The node at `path` below `node`; the nearest one above it where there is none. */
export function nodeAt(node: LocatedNode, path: readonly string[]): LocatedNode {
  let found = node;
  for (const step of path) {
    const child = found.children.get(step);
    if (child === undefined) {
      break;
    }
    found = child;
  }
  return found;
}

import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Problem } from '../../protocol/problem';
import type { Position } from '../definitions/definition';
import { createEntries } from './create-entries';
import type { LocatedNode } from './located-node';
import { didYouMean } from './nearest-word';
import { problemAt } from './problem-at';
import { quoteValue } from './quote-value';
import { readScalar, refuseTag, type Complaint } from './read-scalar';

const MAX_DEPTH = 100;
/** Values that the aliases of one file may stand for, all together. */
const MAX_EXPANDED = 100_000;

/** What is known while a file is walked in the order in which it was written. */
type Walk = {
  readonly place: (offset: number) => Position;
  /** Null while the anchored value itself is being walked. */
  readonly anchors: Map<string, LocatedNode | null>;
  expanded: number;
};

/** How deep a value stands, and where to look for one that was left empty. */
type Spot = { readonly depth: number; readonly position: Position };

/** `root` as JSON values with their places. Problems are kept at the values that they belong to. */
export function locateNodes(root: Node, place: (offset: number) => Position): LocatedNode {
  return locate(root, { depth: 0, position: place(root.range?.[0] ?? 0) }, { place, anchors: new Map(), expanded: 0 });
}

function leaf(value: LocatedNode['value'], position: Position, complaint: Complaint | null = null): LocatedNode {
  const problems = complaint === null ? [] : [problemAt(position, complaint.message, complaint.hint)];
  return { value, position, keyPosition: null, children: new Map(), problems, size: 1, height: 0 };
}

function locate(node: unknown, spot: Spot, walk: Walk): LocatedNode {
  if (isAlias(node)) {
    return locateAlias(node, spot, walk);
  }
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) {
    return leaf(null, spot.position);
  }
  if (spot.depth > MAX_DEPTH) {
    return leaf(null, positionOf(node, spot, walk), {
      message: `values are nested more than ${MAX_DEPTH} levels deep`,
      hint: 'write it flatter'
    });
  }
  if (node.anchor !== undefined) {
    walk.anchors.set(node.anchor, null);
  }
  const located = isScalar(node) ? locateScalar(node, spot, walk) : locateCollection(node, spot, walk);
  if (node.anchor !== undefined) {
    walk.anchors.set(node.anchor, located);
  }
  return located;
}

function locateScalar(node: Scalar, spot: Spot, walk: Walk): LocatedNode {
  const { value, complaint } = readScalar(node);
  const leftEmpty = value === null && node.source === '';
  return leaf(value, leftEmpty ? spot.position : positionOf(node, spot, walk), complaint);
}

function positionOf(node: Node, spot: Spot, walk: Walk): Position {
  return node.range == null ? spot.position : walk.place(node.range[0]);
}

function locateAlias(alias: Alias, spot: Spot, walk: Walk): LocatedNode {
  const position = positionOf(alias, spot, walk);
  const target = walk.anchors.get(alias.source);
  const refusal = refuseAlias(alias.source, target, spot, walk);
  if (target == null || refusal !== null) {
    return leaf(null, position, refusal);
  }
  walk.expanded += target.size;
  return { ...target, position, keyPosition: null };
}

function refuseAlias(name: string, target: LocatedNode | null | undefined, spot: Spot, walk: Walk): Complaint | null {
  if (target === undefined) {
    return { message: `no anchor ${quoteValue(`&${name}`)} stands before this alias`, hint: didYouMean(name, walk.anchors.keys()) };
  }
  if (target === null) {
    return { message: `the alias ${quoteValue(`*${name}`)} stands within its own anchor`, hint: 'write the value out' };
  }
  if (spot.depth + target.height > MAX_DEPTH) {
    return { message: `with this alias values are nested more than ${MAX_DEPTH} levels deep`, hint: 'write it flatter' };
  }
  if (walk.expanded + target.size > MAX_EXPANDED) {
    return { message: `the aliases of this file stand for more than ${MAX_EXPANDED} values`, hint: 'use fewer aliases of aliases' };
  }
  return null;
}

function locateCollection(node: YAMLMap | YAMLSeq, spot: Spot, walk: Walk): LocatedNode {
  const position = positionOf(node, spot, walk);
  const complaint = refuseTag(node.tag, node);
  const own: Problem[] = complaint === null ? [] : [problemAt(position, complaint.message, complaint.hint)];
  const inner = { depth: spot.depth + 1, position };
  const children = isMap(node) ? locateEntries(node, inner, walk, own) : locateItems(node, inner, walk);
  const value = isMap(node)
    ? Object.fromEntries([...children].map(([key, child]) => [key, child.value]))
    : [...children.values()].map(child => child.value);
  let size = 1;
  let height = 0;
  for (const child of children.values()) {
    size += child.size;
    height = Math.max(height, child.height + 1);
  }
  return { value, position, keyPosition: null, children, problems: own, size, height };
}

function locateItems(node: YAMLSeq, spot: Spot, walk: Walk): ReadonlyMap<string, LocatedNode> {
  return new Map(node.items.map((item, index) => [String(index), locate(item, spot, walk)]));
}

function locateEntries(node: YAMLMap, spot: Spot, walk: Walk, own: Problem[]): ReadonlyMap<string, LocatedNode> {
  const entries = createEntries(own);
  for (const pair of node.items) {
    const key = locate(pair.key, spot, walk);
    const child = locate(pair.value, { depth: spot.depth, position: key.position }, walk);
    if (isMergeKey(pair.key)) {
      entries.merge(key.position, child);
    } else {
      entries.add(key, child);
    }
  }
  return entries.finish();
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.value === '<<' && key.tag === undefined;
}

import type { Problem } from '../../protocol/problem';
import type { Position } from '../definitions/definition';
import { isMap } from './is-map';
import type { LocatedNode } from './located-node';
import { problemAt } from './problem-at';
import { quoteValue } from './quote-value';

/** Gathers the entries of one map in the order in which they were written. */
interface IEntries {
  add(key: LocatedNode, child: LocatedNode): void;
  /** The value of a key `<<`: its entries count where the map does not have them itself. */
  merge(position: Position, source: LocatedNode): void;
  finish(): ReadonlyMap<string, LocatedNode>;
}

/** Problems of a key that is kept go to its value, so that they stay with the task it is in; all others to `problems`. */
export function createEntries(problems: Problem[]): IEntries {
  const children = new Map<string, LocatedNode>();
  const complaints = new Map<string, Problem[]>();
  const merged: (readonly [string, LocatedNode])[] = [];

  function complain(name: string, problem: Problem): void {
    const known = complaints.get(name);
    if (known === undefined) {
      complaints.set(name, [problem]);
    } else {
      known.push(problem);
    }
  }

  function add(key: LocatedNode, child: LocatedNode): void {
    if (typeof key.value === 'object' && (key.value !== null || key.problems.length > 0)) {
      problems.push(problemAt(key.position, 'a key must be text; lists, maps and other values cannot be one'));
      return;
    }
    const name = String(key.value);
    const first = children.get(name);
    if (typeof key.value !== 'string') {
      complain(name, problemAt(key.position, `the key ${name} is not text`, `put it in quotes: ${quoteValue(name)}`));
    } else if (first?.keyPosition != null) {
      complain(
        name,
        problemAt(
          key.position,
          `the key ${quoteValue(name)} is written twice; the first stands in line ${first.keyPosition.line}`,
          'remove one of the two'
        )
      );
    }
    if (first === undefined) {
      children.set(name, { ...child, keyPosition: key.position });
    }
  }

  function merge(position: Position, source: LocatedNode): void {
    const sources = Array.isArray(source.value) ? [...source.children.values()] : [source];
    if (!sources.every(one => isMap(one.value))) {
      problems.push(problemAt(position, '`<<` takes a map, an alias of a map, or a list of these'), ...source.problems);
      return;
    }
    merged.push(...sources.flatMap(one => [...one.children]));
    problems.push(...source.problems, ...sources.flatMap(one => one.problems));
  }

  function finish(): ReadonlyMap<string, LocatedNode> {
    for (const [name, child] of merged) {
      if (!children.has(name)) {
        children.set(name, child);
      }
    }
    for (const [name, added] of complaints) {
      const child = children.get(name);
      if (child !== undefined) {
        children.set(name, { ...child, problems: [...child.problems, ...added] });
      }
    }
    return children;
  }

  return { add, merge, finish };
}

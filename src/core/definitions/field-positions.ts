import type { LocatedNode } from '../yaml/located-node';
import type { IFieldPositions, Position } from './definition';

/** Where each value below `node` stands, its own place not included. */
export function fieldPositions(node: LocatedNode): IFieldPositions {
  const entries: Entry[] = [];
  const visit = (current: LocatedNode, path: string): void => {
    for (const [step, child] of current.children) {
      const childPath = path === '' ? step : `${path}.${step}`;
      entries.push([childPath, child.position.line, child.position.column]);
      visit(child, childPath);
    }
  };
  visit(node, '');
  return new FieldPositions(node.position.file, JSON.stringify(entries));
}

type Entry = readonly [path: string, line: number, column: number];

/** As one text: a scheduler keeps these of ten thousand tasks and hardly ever asks, and a map of objects takes six times the memory. */
class FieldPositions implements IFieldPositions {
  readonly #file: string;
  readonly #text: string;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  get(wanted: string): Position | undefined {
    for (const [path, position] of this) {
      if (path === wanted) {
        return position;
      }
    }
    return undefined;
  }

  *[Symbol.iterator](): Iterator<[string, Position]> {
    for (const [path, line, column] of JSON.parse(this.#text) as readonly Entry[]) {
      yield [path, { file: this.#file, line, column }];
    }
  }
}

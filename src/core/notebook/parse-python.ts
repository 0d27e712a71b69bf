import { parser } from '@lezer/python';
import { preprocessCell } from './preprocess-cell';

type PythonTree = ReturnType<typeof parser.parse>;
export type PythonNode = PythonTree['topNode'];

/** A cell read as Python. Error nodes of the tree say nothing: the parser marks valid code and passes invalid code. */
export type ParsedPython = {
  readonly text: string;
  readonly tree: PythonTree;
  /** Line of an offset in the text, from 1. */
  readonly lineAt: (offset: number) => number;
};

export function parsePython(source: string): ParsedPython {
  const text = preprocessCell(source).python;
  const starts = lineStarts(text);
  return { text, tree: parser.parse(text), lineAt: offset => countUpTo(starts, offset) };
}

/** The nodes directly in `node`, in order. */
export function childrenOf(node: PythonNode): readonly PythonNode[] {
  const children: PythonNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    children.push(child);
  }
  return children;
}

/** Whether a target of this kind, such as a tuple, holds others. */
export function holdsTargets(name: string): boolean {
  return /^(?:Tuple|Array|Parenthesized)Expression$/.test(name);
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}

/** How many of the ascending numbers are not above the limit. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) <= limit) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

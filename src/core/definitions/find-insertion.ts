import { isMap, isScalar, type Pair, type YAMLMap } from 'yaml';
import type { YamlDocument } from '../yaml/parse-yaml-document';
import { findFlowInsertion } from './find-flow-insertion';
import type { Insertion } from './insertion';
import { endOfPair, startOfPair } from './pair-range';
import { endOfEntry, isAfterBlankLine, lineStart } from './text-lines';

const DEFAULT_STEP = '  ';

/** Where the first task of a file goes that has no value yet, only comments at most. */
function forEmptyFile(text: string, document: YamlDocument, codops: string): Insertion {
  const marker = /^\.\.\.(?=\s|$)/m.exec(text);
  const value = document.contents;
  if (value !== null && (!isScalar(value) || value.source !== '')) {
    return { kind: 'none', reason: 'the file holds something that is no map' };
  }
  return {
    kind: 'block',
    offset: marker?.index ?? text.length,
    head: [`codops: ${codops}`, 'tasks:'],
    indent: DEFAULT_STEP,
    step: DEFAULT_STEP
  };
}

/** Where one more task goes in `text`, whose nodes are `document`. */
export function findInsertion(text: string, document: YamlDocument, codops: string): Insertion {
  const root = document.contents;
  if (!isMap(root)) {
    return forEmptyFile(text, document, codops);
  }
  const tasks = root.items.find(pair => isScalar(pair.key) && pair.key.value === 'tasks');
  if (tasks === undefined) {
    return root.flow === true ? findFlowInsertion(text, root, { open: 'tasks: {', close: '}' }) : atEndOfRoot(text, root);
  }
  if (isMap(tasks.value)) {
    return tasks.value.flow === true ? findFlowInsertion(text, tasks.value, { open: '', close: '' }) : amongTasks(text, tasks.value);
  }
  const leftEmpty = tasks.value === null || (isScalar(tasks.value) && tasks.value.source === '');
  return leftEmpty && root.flow !== true
    ? belowTasks(text, root, tasks)
    : { kind: 'none', reason: '`tasks` is an alias or an explicit null' };
}

function atEndOfRoot(text: string, root: YAMLMap): Insertion {
  const indent = columnOf(text, root.items[0]);
  const step = stepBelow(text, root, indent);
  return {
    kind: 'block',
    offset: endOfEntry(text, endOfPair(root.items.at(-1)), 0),
    head: [`${spaces(indent)}tasks:`],
    indent: spaces(indent) + step,
    step
  };
}

function belowTasks(text: string, root: YAMLMap, tasks: Pair): Insertion {
  const indent = columnOf(text, root.items[0]);
  const step = stepBelow(text, root, indent);
  return { kind: 'block', offset: endOfEntry(text, endOfPair(tasks), indent + 1), head: [], indent: spaces(indent) + step, step };
}

function amongTasks(text: string, tasks: YAMLMap): Insertion {
  const indent = columnOf(text, tasks.items[0]);
  const last = tasks.items.at(-1);
  const offset = endOfEntry(text, endOfPair(last), indent);
  const separated = tasks.items.length > 1 && isAfterBlankLine(text, startOfPair(last)) && !isAfterBlankLine(text, offset);
  return { kind: 'block', offset, head: separated ? [''] : [], indent: spaces(indent), step: stepBelow(text, tasks, indent) };
}

function spaces(count: number): string {
  return ' '.repeat(count);
}

function columnOf(text: string, pair: Pair | undefined): number {
  const offset = startOfPair(pair);
  return text.slice(lineStart(text, offset), offset).replace('\uFEFF', '').length;
}

/** How much further in the values of `map` stand than its keys, as its first block map shows; two spaces else. */
function stepBelow(text: string, map: YAMLMap, indent: number): string {
  const sibling = map.items.map(pair => pair.value).find(value => isMap(value) && value.flow !== true && value.items.length > 0);
  const column = isMap(sibling) ? columnOf(text, sibling.items[0]) : 0;
  return column > indent ? spaces(column - indent) : DEFAULT_STEP;
}

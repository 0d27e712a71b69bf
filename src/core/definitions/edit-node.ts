import { isAlias, isMap, isNode, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { isMap as isObject } from '../yaml/is-map';
import { quoteValue } from '../yaml/quote-value';
import { TaskDefinitionSchema } from '../../protocol/task-definition';
import { removeFromFlow } from './edit-flow';
import { endOfContent, lineAfter, ownLineStart, startOfEntry } from './entry-range';
import { equalJson } from './equal-json';
import { findFlowInsertion } from './find-flow-insertion';
import { ownValue } from './own-value';
import { renderFlow, renderFlowEntry } from './render-entry';
import { renderLike } from './render-like';
import { renderField } from './render-task';
import { NO_EDITS, edits, joinEdits, obstacle, type Edits } from './text-edit';
import { endOfEntry, lineBreakOf, lineStart } from './text-lines';

type Values = Readonly<Record<string, unknown>>;
type Change<T> = { readonly before: T; readonly after: T };
/** A field's rank in the format, where it has one. */
const RANK = Object.keys(TaskDefinitionSchema.properties);

/** The edits that make a map say `after` where it says `before`: only what differs is touched. */
export function editMap(text: string, map: YAMLMap, { before, after }: Change<Values>): Edits {
  const gone = new Set<number>();
  const changed: Edits[] = [];
  const added: (readonly [string, unknown])[] = [];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const index = indexOf(map, key);
    const pair = map.items[index];
    const [old, now] = [ownValue(before, key), ownValue(after, key)];
    if (equalJson(old, now)) {
      continue;
    }
    if (now === undefined) {
      if (pair === undefined) {
        return obstacle(`${quoteValue(key)} comes from a merge key (<<), which gives it to others too`, startOfEntry(map.items[0]));
      }
      gone.add(index);
    } else if (pair === undefined) {
      added.push([key, now]);
    } else {
      changed.push(editValue(text, pair, { before: old, after: now }));
    }
  }
  const edit = { gone, added };
  return joinEdits([...changed, map.flow === true ? editFlowMap(text, map, edit) : editBlockMap(text, map, edit)]);
}

function indexOf(map: YAMLMap, key: string): number {
  return map.items.findIndex(pair => isScalar(pair.key) && String(pair.key.value) === key);
}

type MapEdit = { readonly gone: ReadonlySet<number>; readonly added: readonly (readonly [string, unknown])[] };

function editFlowMap(text: string, map: YAMLMap, { gone, added }: MapEdit): Edits {
  const removed = removeFromFlow(text, map.items, gone);
  if (added.length === 0) {
    return removed;
  }
  const place = findFlowInsertion(text, map, { open: '', close: '' });
  if (place.kind !== 'flow') {
    return obstacle(place.kind === 'none' ? place.reason : 'it is written in a way that cannot be extended', startOfEntry(map));
  }
  const entries = added.map(([key, value]) => renderFlowEntry(key, value)).join(', ');
  return joinEdits([
    removed,
    edits({ from: place.offset, to: place.offset, text: place.before.replaceAll('\n', lineBreakOf(text)) + entries + place.after })
  ]);
}

function editBlockMap(text: string, map: YAMLMap, { gone, added }: MapEdit): Edits {
  const removed = [...gone].map(index => removeLines(text, map.items[index], /^\uFEFF?\s*$/));
  return joinEdits([...removed, ...added.map(([key, value]) => addLines(text, map, key, value))]);
}

/** Takes the lines of an entry out, with the comments on them. */
function removeLines(text: string, entry: unknown, before: RegExp): Edits {
  const from = ownLineStart(text, entry, before);
  return from === null
    ? obstacle('it shares its line with something else', startOfEntry(entry))
    : edits({ from, to: lineAfter(text, entry), text: '' });
}

/** Puts an entry into its place in the order of the format: below the last one that comes before it there. */
function addLines(text: string, map: YAMLMap, key: string, value: unknown): Edits {
  const [first] = map.items;
  if (first === undefined) {
    return obstacle('it is written in a way that cannot be extended', startOfEntry(map));
  }
  const indent = text.slice(lineStart(text, startOfEntry(first)), startOfEntry(first)).replace('\uFEFF', '');
  if (indent.trim() !== '') {
    return obstacle('its first key shares its line with something else', startOfEntry(first));
  }
  const rank = RANK.indexOf(key);
  const above = map.items.findLast(pair => rank < 0 || isBelow(pair, rank)) ?? map.items.at(-1);
  const isLast = above === map.items.at(-1);
  const end = endOfEntry(text, endOfContent(above), isLast ? indent.length : indent.length + 1);
  const lineBreak = lineBreakOf(text);
  const open = end > 0 && text[end - 1] !== '\n';
  const lines = renderField(key, value, indent, stepOf(text, map, indent));
  const block = open ? lines.map(line => lineBreak + line) : lines.map(line => line + lineBreak);
  return edits({ from: end, to: end, text: block.join('') });
}

function isBelow(pair: Pair, rank: number): boolean {
  const own = isScalar(pair.key) ? RANK.indexOf(String(pair.key.value)) : -1;
  return own >= 0 && own < rank;
}

/** How much further in the values of a block map stand than its keys, as one of them shows; two spaces else. */
function stepOf(text: string, map: YAMLMap, indent: string): string {
  const nested = map.items.map(({ value }) => value).find(value => isMap(value) && value.flow !== true && value.items.length > 0);
  const start = isMap(nested) ? startOfEntry(nested.items[0]) : 0;
  const column = start - lineStart(text, start);
  return column > indent.length ? ' '.repeat(column - indent.length) : '  ';
}

/** The edits that give an entry of a map another value. */
function editValue(text: string, pair: Pair, change: Change<unknown>): Edits {
  const { key, value: node } = pair;
  const name = isScalar(key) ? quoteValue(String(key.value)) : 'it';
  if (isAlias(node)) {
    return obstacle(`${name} is an alias (*${node.source}) of what stands elsewhere`, startOfEntry(node));
  }
  if ((isMap(node) || isSeq(node)) && node.flow !== true && isEmptyCollection(change.after, node)) {
    return replaceBlock(text, pair, change.after);
  }
  return node === null || (isScalar(node) && node.source === '' && node.type === 'PLAIN')
    ? edits({ from: colonAfter(text, key), to: colonAfter(text, key), text: ` ${renderFlow(change.after)}` })
    : editNode(text, node, change);
}

/** True where the lines below a key have to go, because what replaces them has none, or is of another kind. */
function isEmptyCollection(after: unknown, node: YAMLMap | YAMLSeq): boolean {
  const same = isMap(node) ? isObject(after) : Array.isArray(after);
  return !same || (typeof after === 'object' && after !== null && Object.keys(after).length === 0);
}

/** Puts a value behind the colon in place of the lines below it; a comment behind the colon stays. */
function replaceBlock(text: string, pair: Pair, after: unknown): Edits {
  const items = isMap(pair.value) || isSeq(pair.value) ? pair.value.items : [];
  const from = ownLineStart(text, items[0], /^\s*(?:-\s+)?$/);
  const colon = colonAfter(text, pair.key);
  return from === null || from < colon
    ? obstacle('it is written in a way that cannot be replaced', startOfEntry(pair))
    : edits({ from: colon, to: colon, text: ` ${renderFlow(after)}` }, { from, to: lineAfter(text, pair), text: '' });
}

function colonAfter(text: string, key: unknown): number {
  return text.indexOf(':', endOfContent(key)) + 1;
}

function editNode(text: string, node: unknown, { before, after }: Change<unknown>): Edits {
  if (isAlias(node)) {
    return obstacle(`it is an alias (*${node.source}) of what stands elsewhere`, startOfEntry(node));
  }
  if (isMap(node) && isObject(before) && isObject(after) && !losesAll(node, before, after)) {
    return editMap(text, node, { before, after });
  }
  if (isSeq(node) && Array.isArray(before) && Array.isArray(after) && after.length > 0 && node.items.length === before.length) {
    return editList(text, node, { before, after });
  }
  const isBlock = (isMap(node) || isSeq(node)) && node.flow !== true;
  if (!isNode(node) || node.range == null || isBlock) {
    return obstacle('it is written in a way that cannot be replaced', startOfEntry(node));
  }
  const [from, to] = node.range;
  const ending = isScalar(node) && node.type?.startsWith('BLOCK') === true ? (/\r?\n$/.exec(text.slice(from, to))?.[0] ?? '') : '';
  return edits({ from, to, text: renderLike(after, node) + ending });
}

/** Whether no entry of a map in braces stays, so that it is written anew. */
function losesAll(node: YAMLMap, before: Values, after: Values): boolean {
  return node.flow === true && Object.keys(before).every(key => !Object.hasOwn(after, key));
}

/** Values at the beginning and at the end that are the same stay; those between are changed in their order, then added or taken out. */
function editList(text: string, list: YAMLSeq, { before, after }: Change<readonly unknown[]>): Edits {
  const start = countSame(before, after);
  const end = countSame(before.slice(start).reverse(), after.slice(start).reverse());
  const old = before.slice(start, before.length - end);
  const now = after.slice(start, after.length - end);
  const both = Math.min(old.length, now.length);
  const changed = now.slice(0, both).map((value, index) => editNode(text, list.items[start + index], { before: old[index], after: value }));
  const gone = new Set(old.slice(both).map((_, index) => start + both + index));
  const removed =
    list.flow === true
      ? removeFromFlow(text, list.items, gone)
      : joinEdits([...gone].map(index => removeLines(text, list.items[index], /^\s*-\s+$/)));
  return joinEdits([...changed, removed, addToList(text, list, start + both, now.slice(both))]);
}

function countSame(a: readonly unknown[], b: readonly unknown[]): number {
  const different = a.findIndex((value, index) => index >= b.length || !equalJson(value, b[index]));
  return different < 0 ? a.length : different;
}

/** Puts values before the one at `index`, or at the end. */
function addToList(text: string, list: YAMLSeq, index: number, values: readonly unknown[]): Edits {
  const first = list.items[0];
  if (values.length === 0 || first === undefined) {
    return values.length === 0
      ? NO_EDITS
      : edits({ from: startOfEntry(list) + 1, to: startOfEntry(list) + 1, text: values.map(renderFlow).join(', ') });
  }
  const previous = list.items[index - 1];
  if (list.flow === true) {
    const place = previous === undefined ? startOfEntry(first) : endOfContent(previous);
    const texts = values.map(value => (previous === undefined ? `${renderFlow(value)}, ` : `, ${renderFlow(value)}`));
    return edits({ from: place, to: place, text: texts.join('') });
  }
  const line = ownLineStart(text, previous ?? first, /^\s*-\s+$/);
  if (line === null) {
    return obstacle('a value of the list shares its line with something else', startOfEntry(previous ?? first));
  }
  const mark = text.slice(line, startOfEntry(previous ?? first));
  const place = previous === undefined ? line : lineAfter(text, previous);
  const lineBreak = lineBreakOf(text);
  const open = place > 0 && text[place - 1] !== '\n';
  const lines = values.map(value => mark + renderFlow(value));
  return edits({ from: place, to: place, text: lines.map(each => (open ? lineBreak + each : each + lineBreak)).join('') });
}

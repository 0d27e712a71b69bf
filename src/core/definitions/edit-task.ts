import { isAlias, isMap, isScalar, type Pair } from 'yaml';
import { isTaskName } from '../../protocol/identity';
import { FREE_KEY_PREFIX, TASK_DEPENDENCIES_KEY } from '../../protocol/task-definition';
import { createLocator } from '../yaml/create-locator';
import { parseYamlDocument } from '../yaml/parse-yaml-document';
import { quoteValue } from '../yaml/quote-value';
import { editMap } from './edit-node';
import { startOfEntry } from './entry-range';
import { equalJson } from './equal-json';
import { parseDefinitionFile } from './parse-definition-file';
import { proveEdit } from './prove-edit';
import type { TaskEdit } from './task-edit';
import { renderLike } from './render-like';
import { applyEdits, edits, joinEdits, NO_EDITS, obstacle, type Edits } from './text-edit';

/** `place`: where in the file the reason lies; null: nowhere in it. */
export type EditedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string; readonly place: { readonly line: number; readonly column: number } | null };

/**
 * The definition file `text` with a task changed: the lines of the changed fields alone differ, which is proven by
 * reading the result. Where that cannot be had, the message says why and where.
 */
export function editTask(text: string, edit: TaskEdit): EditedText {
  const refusal = refuse(text, edit);
  if (refusal !== null) {
    return refusal;
  }
  const found = findEdits(text, edit);
  if (!found.ok) {
    const { line, column } = createLocator('', text)(found.obstacle.offset);
    return { ok: false, message: `${found.obstacle.reason}; ${BY_HAND}`, place: { line, column } };
  }
  const result = applyEdits(text, found.edits);
  const mistake = proveEdit(text, result, edit);
  return mistake === null ? { ok: true, text: result } : { ok: false, message: mistake, place: placeOf(text, edit.name) };
}

const BY_HAND = 'change it in the file by hand';

function refuse(text: string, { codops, name, newName, before }: TaskEdit): EditedText | null {
  const file = parseDefinitionFile('', text);
  const [problem] = [...file.problems, ...file.tasks.flatMap(task => task.problems)];
  if (problem !== undefined) {
    const { line, column, message } = problem;
    return {
      ok: false,
      message: `the file has a mistake in line ${line}, column ${column}: ${message}; correct it first`,
      place: { line, column }
    };
  }
  const task = file.codops === codops ? file.tasks.find(each => each.name === name) : undefined;
  if (task === undefined) {
    return { ok: false, message: `the file has no task ${quoteValue(name)} of ${codops} any more`, place: null };
  }
  const place = { line: task.position.line, column: task.position.column };
  if (!equalJson(task.definition, before)) {
    return { ok: false, message: 'the task was changed in the file meanwhile; close this and edit it again', place };
  }
  if (newName !== name && (!isTaskName(newName) || newName === TASK_DEPENDENCIES_KEY || newName.startsWith(FREE_KEY_PREFIX))) {
    return { ok: false, message: `${quoteValue(newName)} is no name for a task`, place };
  }
  return newName !== name && file.tasks.some(each => each.name === newName)
    ? { ok: false, message: `the file already has a task ${quoteValue(newName)}; choose another name`, place }
    : null;
}

function findEdits(text: string, { name, newName, before, after }: TaskEdit): Edits {
  const pair = findTask(text, name);
  if (pair === null) {
    return obstacle('the task is written in a way that cannot be edited', 0);
  }
  const { key, value } = pair;
  if (isAlias(value)) {
    return obstacle(`the task is an alias (*${value.source}) of what stands elsewhere`, startOfEntry(value));
  }
  if (!isMap(value) || !isScalar(key) || key.range == null) {
    return obstacle('the task is written in a way that cannot be edited', startOfEntry(pair));
  }
  const [from, to] = key.range;
  const renamed = newName === name ? NO_EDITS : edits({ from, to, text: renderLike(newName, key) });
  return joinEdits([renamed, editMap(text, value, { before, after })]);
}

function findTask(text: string, name: string): Pair | null {
  const root = parseYamlDocument(text).contents;
  const tasks = isMap(root) ? valueOf(root.items, 'tasks') : null;
  return isMap(tasks?.value) ? valueOf(tasks.value.items, name) : null;
}

function valueOf(items: readonly Pair[], key: string): Pair | null {
  return items.find(pair => isScalar(pair.key) && String(pair.key.value) === key) ?? null;
}

function placeOf(text: string, name: string): { readonly line: number; readonly column: number } | null {
  const task = parseDefinitionFile('', text).tasks.find(each => each.name === name);
  return task === undefined ? null : { line: task.position.line, column: task.position.column };
}

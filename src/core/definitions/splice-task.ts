import { isCodops, isTaskName } from '../../protocol/identity';
import { FREE_KEY_PREFIX, TASK_DEPENDENCIES_KEY } from '../../protocol/task-definition';
import { parseYamlDocument } from '../yaml/parse-yaml-document';
import { quoteValue } from '../yaml/quote-value';
import type { DefinitionFile } from './definition';
import { findInsertion } from './find-insertion';
import type { Insertion } from './insertion';
import type { NewTask } from './new-task';
import { parseDefinitionFile } from './parse-definition-file';
import { proveSplice } from './prove-splice';
import { renderFlowEntry } from './render-entry';
import { givenFields, renderTask } from './render-task';
import { lineBreakOf, lineStart } from './text-lines';

/** A line of the new text that was not there before. Lines count from 1. */
type AddedLine = { readonly line: number; readonly text: string };

export type Splice =
  { readonly ok: true; readonly text: string; readonly added: readonly AddedLine[] } | { readonly ok: false; readonly message: string };

/**
 * The definition file `text` (null: a new one) with one more task. Not a byte of what stood there changes, which is
 * proven by reading the result; where that cannot be had, the message says why and what to do by hand.
 */
export function spliceTask(text: string | null, task: NewTask): Splice {
  const before = text ?? '';
  const refusal = refuseName(task) ?? (before.trim() === '' ? null : refuseFile(before, task));
  if (refusal !== null) {
    return { ok: false, message: refusal };
  }
  const insertion = findInsertion(before, parseYamlDocument(before), task.codops);
  if (insertion.kind === 'none') {
    return { ok: false, message: `${insertion.reason}; ${BY_HAND}` };
  }
  const inserted = insertedText(before, insertion, task);
  const result = before.slice(0, insertion.offset) + inserted + before.slice(insertion.offset);
  const mistake = proveSplice(before, result, task);
  return mistake === null
    ? { ok: true, text: result, added: addedLines(result, insertion.offset, inserted) }
    : { ok: false, message: mistake };
}

const BY_HAND = 'add the task to the file by hand, under tasks:';

function refuseName({ codops, name }: NewTask): string | null {
  if (!isCodops(codops)) {
    return `${quoteValue(codops)} is not the name of an organisation; use a-z, 0-9, _ and -, and not metadata`;
  }
  const kept = name === TASK_DEPENDENCIES_KEY || name.startsWith(FREE_KEY_PREFIX);
  return isTaskName(name) && !kept
    ? null
    : `${quoteValue(name)} is no name for a task; use A-Z, a-z, 0-9, _, . and -, the first a letter or a digit, and not ${TASK_DEPENDENCIES_KEY} or x-…`;
}

function refuseFile(text: string, { codops, name }: NewTask): string | null {
  const file = parseDefinitionFile('', text);
  const [problem] = [...file.problems, ...file.tasks.flatMap(task => task.problems)];
  if (problem !== undefined && !isWithoutValue(file, text)) {
    return `the file has a mistake in line ${problem.line}, column ${problem.column}: ${problem.message}; correct it first`;
  }
  if (file.codops !== null && file.codops !== codops) {
    return `the file defines tasks of ${file.codops}, not of ${codops}; choose another file`;
  }
  return file.tasks.some(task => task.name === name) ? `the file already has a task ${quoteValue(name)}; choose another name` : null;
}

/** True for a file of comments and document markers alone, which a first task makes whole. */
function isWithoutValue(file: DefinitionFile, text: string): boolean {
  const { contents, errors } = parseYamlDocument(text);
  return file.codops === null && errors.length === 0 && (contents === null || contents.range[0] === contents.range[1]);
}

function insertedText(before: string, insertion: Exclude<Insertion, { kind: 'none' }>, task: NewTask): string {
  const lineBreak = lineBreakOf(before);
  if (insertion.kind === 'flow') {
    const entry = renderFlowEntry(task.name, Object.fromEntries(givenFields(task.definition)));
    return `${insertion.before.replaceAll('\n', lineBreak)}${entry}${insertion.after}`;
  }
  const lines = [...insertion.head, ...renderTask(task.name, task.definition, insertion.indent, insertion.step)];
  const openLine = lineStart(before, insertion.offset) !== insertion.offset;
  return (openLine ? lineBreak : '') + lines.map(line => line + lineBreak).join('');
}

function addedLines(result: string, offset: number, inserted: string): readonly AddedLine[] {
  const skipped = /^\r?\n/.exec(inserted)?.[0].length ?? 0;
  const first = lineStart(result, offset + skipped);
  const end = offset + inserted.length;
  const lastBreak = result.indexOf('\n', end - 1);
  const lines = result.slice(first, lastBreak < 0 ? result.length : lastBreak).split('\n');
  const number = result.slice(0, first).split('\n').length;
  return lines.map((line, index) => ({ line: number + index, text: line.replace(/\r$/, '') }));
}

import { checkArguments } from '../../core/notebook/check-arguments';
import { extractCode } from '../../core/notebook/extract-code';
import { parseNotebook } from '../../core/notebook/parse-notebook';
import type { CodeProblem, ExtractedCode, Notebook } from '../../core/notebook/notebook';
import type { TaskDefinition } from '../../protocol/task-definition';
import type { CommittedFile } from '../ports';

/** What a notebook of master gives a task: its code, or what stands against running it. */
export type CheckedCode =
  { readonly ok: true; readonly code: ExtractedCode } | { readonly ok: false; readonly problems: readonly CodeProblem[] };

/** A notebook that was read once for all its tasks, or why it can’t be. */
export type CommittedNotebook =
  { readonly ok: true; readonly notebook: Notebook } | { readonly ok: false; readonly message: string; readonly hint: string | null };

/** `file` null: there is nothing at `path`. */
export function readCommittedNotebook(path: string, file: CommittedFile | null): CommittedNotebook {
  if (file === null) {
    return {
      ok: false,
      message: `there is no notebook ${path}`,
      hint: 'commit it, or correct the path: it is relative to the root of the repository'
    };
  }
  if (file.text === null) {
    return { ok: false, message: `${path} can’t be read: ${file.refusal ?? 'it is no text'}`, hint: null };
  }
  const read = parseNotebook(file.text);
  return read.ok ? read : { ok: false, message: `${path} can’t be read: ${read.message}`, hint: null };
}

/** Holds a definition against its notebook: the function is there, and the arguments fit it. */
export function checkCode(definition: TaskDefinition, read: CommittedNotebook): CheckedCode {
  if (!read.ok) {
    return { ok: false, problems: [{ field: 'notebook', message: read.message, hint: read.hint }] };
  }
  const extracted = extractCode(read.notebook, definition);
  if (!extracted.ok) {
    return { ok: false, problems: [extracted.problem] };
  }
  const problems = checkArguments(extracted.code.function, definition.args ?? {});
  return problems.length > 0 ? { ok: false, problems } : { ok: true, code: extracted.code };
}

import { checkArguments } from '../../core/notebook/check-arguments';
import { extractCode } from '../../core/notebook/extract-code';
import { parseNotebook } from '../../core/notebook/parse-notebook';
import type { CodeProblem, ExtractedCode } from '../../core/notebook/notebook';
import type { TaskDefinition } from '../../protocol/task-definition';
import type { CommittedFile } from '../ports';

/** What a notebook of master gives a task: its code, or what stands against running it. */
export type CheckedCode =
  { readonly ok: true; readonly code: ExtractedCode } | { readonly ok: false; readonly problems: readonly CodeProblem[] };

/** Holds a definition against its notebook: the function is there, and the arguments fit it. `file` null: there is no such file. */
export function checkCode(definition: TaskDefinition, file: CommittedFile | null): CheckedCode {
  if (file === null) {
    return wrong(
      'notebook',
      `there is no notebook ${definition.notebook}`,
      'commit it, or correct the path: it is relative to the root of the repository'
    );
  }
  if (file.text === null) {
    return wrong('notebook', `${definition.notebook} can’t be read: ${file.refusal ?? 'it is no text'}`, null);
  }
  const notebook = parseNotebook(file.text);
  if (!notebook.ok) {
    return wrong('notebook', `${definition.notebook} can’t be read: ${notebook.message}`, null);
  }
  const extracted = extractCode(notebook.notebook, definition);
  if (!extracted.ok) {
    return { ok: false, problems: [extracted.problem] };
  }
  const problems = checkArguments(extracted.code.function, definition.args ?? {});
  return problems.length > 0 ? { ok: false, problems } : { ok: true, code: extracted.code };
}

function wrong(field: string, message: string, hint: string | null): CheckedCode {
  return { ok: false, problems: [{ field, message, hint }] };
}

import type { TranslationBundle } from '@jupyterlab/translation';
import { parseDefinitionFile } from '../../core/definitions/parse-definition-file';
import type { WorkingCopy } from '../../protocol/working-copy';
import { organisationOf } from './form/organisation-of';
import type { EditedTask } from './form/register-form';
import type { RegisterApi } from './register-services';

/** A task by its name, wherever it stands. */
export type TaskName = { readonly organisation: string; readonly name: string };

/** The task as the working copy has it, or why it cannot be edited; `line` of `file`: where the reason stands. */
export type FoundTask =
  | { readonly ok: true; readonly edited: EditedTask }
  | { readonly ok: false; readonly message: string; readonly place: { readonly file: string; readonly line: number } | null };

/** Looks for the task in the definition files of the working copy, as they are on disk. */
export async function findEditedTask(
  api: Pick<RegisterApi, 'workingFile'>,
  workingCopy: WorkingCopy,
  { organisation, name }: TaskName,
  trans: TranslationBundle
): Promise<FoundTask> {
  for (const file of organisationOf(workingCopy, organisation)?.files ?? []) {
    const answer = await api.workingFile(workingCopy.root, file);
    if (!answer.ok) {
      return { ok: false, message: answer.failure.message, place: null };
    }
    const task = parseDefinitionFile(file, answer.value.text ?? '').tasks.find(each => each.name === name);
    if (task !== undefined) {
      const { definition, problems, position } = task;
      const [problem] = problems;
      return definition === null
        ? {
            ok: false,
            message: trans.__('The task has a mistake: %1. Correct it in the file first.', problem?.message ?? ''),
            place: { file, line: problem?.line ?? position.line }
          }
        : { ok: true, edited: { organisation, name, file, definition } };
    }
  }
  return {
    ok: false,
    message: trans.__(
      'No definition file of this checkout has the task %1: it may be on another branch, or was removed here.',
      `${organisation}/${name}`
    ),
    place: null
  };
}

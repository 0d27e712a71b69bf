import type { TranslationBundle } from '@jupyterlab/translation';
import type { FileChange } from './form/file-change';
import { jupyterPath } from './jupyter-path';
import type { RegisterFacts, RegisterForm } from './form/register-form';
import type { RegisterServices } from './register-services';
import type { Registration } from './registered/registration';

/** Either a task in the working copy, or why not; `changed`: the file is not as it was read and must be read again. */
export type RegisterResult =
  { readonly ok: true; readonly registration: Registration } | { readonly ok: false; readonly message: string; readonly changed: boolean };

export type RegisterTask = { readonly form: RegisterForm; readonly facts: RegisterFacts; readonly change: FileChange };

/**
 * Saves the notebook and writes the definition. The scheduler writes it, and only while the file is still as it was
 * shown: so no byte of it is translated on the way and nobody's change is overwritten.
 */
export async function registerTask(task: RegisterTask, services: RegisterServices, trans: TranslationBundle): Promise<RegisterResult> {
  const { change, facts } = task;
  const open = jupyterPath(change.file, { jupyter: services.cell.path, repository: facts.workingCopy.path });
  if (open !== null && services.editors.hasUnsavedChanges(open)) {
    return refused(trans.__('%1 is open and has changes that are not saved. Save or close it, then try again.', change.file));
  }
  try {
    await services.cell.save();
  } catch (error) {
    return refused(trans.__('The notebook could not be saved: %1', error instanceof Error ? error.message : String(error)));
  }
  const { root } = facts.workingCopy;
  const answer = await services.api.writeWorkingFile({ root, path: change.file, text: change.after, expected: change.before });
  if (!answer.ok) {
    return { ok: false, message: answer.failure.message, changed: answer.failure.code === 'working_copy_changed' };
  }
  if (open !== null) {
    await services.editors.reload(open);
  }
  return { ok: true, registration: await registrationOf(task, services) };
}

function refused(message: string): RegisterResult {
  return { ok: false, message, changed: false };
}

async function registrationOf({ form, facts, change }: RegisterTask, services: RegisterServices): Promise<Registration> {
  // Another branch may have been checked out since the dialog was opened, and what is said next is about branches.
  const now = services.absolutePath === null ? null : await services.api.workingCopy(services.absolutePath);
  return {
    organisation: form.organisation,
    name: form.name,
    loop: form.loop === 'metadata' ? 'metadata' : form.organisation,
    workingCopy: now?.ok === true ? now.value : facts.workingCopy,
    file: change.file,
    added: change.preview.added,
    removed: change.preview.removed,
    before: facts.edited?.name ?? null,
    cellNumber: facts.cellNumber
  };
}

import type { TranslationBundle } from '@jupyterlab/translation';
import type { ApiFailure } from '../../client/answer';
import { findEnums } from '../../core/notebook/find-enums';
import { findFunctions } from '../../core/notebook/find-functions';
import type { CellFunction } from '../../core/notebook/notebook';
import { findEditedTask, type TaskName } from './find-edited-task';
import type { RegisterFacts } from './form/register-form';
import type { RegisterServices } from './register-services';

/** What the form is filled from, or why there is no form; `again`: it is worth asking again in a moment. */
export type LoadedFacts =
  { readonly ok: true; readonly facts: RegisterFacts } | { readonly ok: false; readonly message: string; readonly again: boolean };

/** `edit`: the task that is to be changed; null: a new one is registered. */
export async function loadFacts(services: RegisterServices, edit: TaskName | null, trans: TranslationBundle): Promise<LoadedFacts> {
  const functions = callableFunctions(services.cell.source());
  if (functions.length === 0) {
    return {
      ok: false,
      message: trans.__('This cell defines no function at its top level. A task calls a function: define it with def in this cell.'),
      again: false
    };
  }
  if (services.absolutePath === null) {
    return {
      ok: false,
      message: trans.__(
        'This Jupyter server knows no folder of its machine that its notebooks are in. The notebook of a task has to be a file in a git repository there: open one from such a folder.'
      ),
      again: false
    };
  }
  const answer = await services.api.workingCopy(services.absolutePath);
  if (!answer.ok) {
    return explainFailure(answer.failure, services, trans);
  }
  const workingCopy = answer.value;
  const facts = { functions, enums: findEnums(services.cell.source()), workingCopy, cellNumber: services.cell.number, edited: null };
  if (edit === null) {
    return { ok: true, facts };
  }
  const found = await findEditedTask(services.api, workingCopy, edit, trans);
  if (!found.ok) {
    const message = found.place === null ? found.message : `${found.place.file}:${found.place.line}: ${found.message}`;
    return { ok: false, message, again: false };
  }
  return { ok: true, facts: { ...facts, edited: found.edited } };
}

/** Each function that exists when the cell has run, its last definition where there are several. */
function callableFunctions(source: string): readonly CellFunction[] {
  const byName = new Map<string, CellFunction>();
  for (const each of findFunctions(source).filter(found => found.topLevel)) {
    byName.delete(each.name);
    byName.set(each.name, each);
  }
  return [...byName.values()];
}

async function explainFailure(failure: ApiFailure, services: RegisterServices, trans: TranslationBundle): Promise<LoadedFacts> {
  if (failure.code !== 'unreachable' && failure.code !== 'unexpected_answer') {
    return { ok: false, message: failure.message, again: false };
  }
  const status = await services.status().catch(() => null);
  switch (status?.state) {
    case 'starting':
      return { ok: false, message: trans.__('The scheduler is starting. This takes a few seconds.'), again: true };
    case 'stopped':
      return {
        ok: false,
        message: trans.__('The scheduler is not running. %1 Start it in the Tasks information panel.', status.reason ?? ''),
        again: false
      };
    case 'refused':
      return { ok: false, message: status.reason ?? failure.message, again: false };
    case 'running':
    case undefined:
      return { ok: false, message: failure.message, again: false };
  }
}

import type { TranslationBundle } from '@jupyterlab/translation';
import type { Registration } from './registration';

/** A file that registering touched, and how; `path` relative to the repository's root. */
export type ChangedFile = { readonly path: string; readonly change: string };

/** The files that a commit of the registration holds. */
export function changedFiles(registration: Registration, trans: TranslationBundle): readonly ChangedFile[] {
  return [
    { path: registration.file, change: lineCount(registration, trans) },
    { path: registration.workingCopy.path, change: trans.__('saved, with cell %1', registration.cellNumber) }
  ];
}

function lineCount({ added, removed }: Registration, trans: TranslationBundle): string {
  if (removed === 0) {
    return trans._n('%1 line added', '%1 lines added', added);
  }
  if (added === 0) {
    return trans._n('%1 line removed', '%1 lines removed', removed);
  }
  return added === removed
    ? trans._n('%1 line changed', '%1 lines changed', added)
    : trans.__('%1 added, %2 removed', trans._n('%1 line', '%1 lines', added), removed);
}

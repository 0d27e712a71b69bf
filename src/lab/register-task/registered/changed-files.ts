import type { TranslationBundle } from '@jupyterlab/translation';
import type { Registration } from './registration';

/** A file that registering touched, and how; `path` relative to the repository's root. */
export type ChangedFile = { readonly path: string; readonly change: string };

/** The files that a commit of the registration holds. */
export function changedFiles(registration: Registration, trans: TranslationBundle): readonly ChangedFile[] {
  return [
    { path: registration.file, change: trans._n('%1 line added', '%1 lines added', registration.added) },
    { path: registration.workingCopy.path, change: trans.__('saved, with cell %1', registration.cellNumber) }
  ];
}

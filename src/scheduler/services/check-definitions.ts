import { done, type Outcome } from '../../protocol/errors';
import { MAX_NOTEBOOK_BYTES, type TaskDefinition } from '../../protocol/task-definition';
import type { CommittedFile, FilesWanted } from '../ports';
import { checkCode, readCommittedNotebook, type CheckedCode } from './check-code';
import type { Breathe } from './create-breathing';

/** What a definition gave, and the content of the notebook it was held against; `blob` null: there was none. */
export type CheckedDefinition = { readonly blob: string | null; readonly code: CheckedCode };

/**
 * What definitions gave when they were last held against their notebooks. A file that did not change is parsed once, so
 * its definitions are the same objects; where the notebook's blob is the same too, so is the answer.
 */
export type CheckedDefinitions = WeakMap<TaskDefinition, CheckedDefinition>;

type Reading = {
  readonly readFiles: (wanted: FilesWanted) => Promise<Outcome<ReadonlyMap<string, CommittedFile>>>;
  readonly known: CheckedDefinitions;
  readonly breathe: Breathe;
};

/** Notebooks that are held in memory at once. */
const NOTEBOOKS_AT_ONCE = 50;

/** Holds every definition against its notebook, and leaves in `known` what came of it. Only notebooks that changed are read. */
export async function checkDefinitions(
  byNotebook: ReadonlyMap<string, readonly TaskDefinition[]>,
  reading: Reading
): Promise<Outcome<null>> {
  const isKnown = (path: string, blob: string | null): boolean =>
    (byNotebook.get(path) ?? []).every(definition => reading.known.get(definition)?.blob === blob);
  const paths = await changedPaths([...byNotebook.keys()], isKnown, reading);
  if (!paths.ok) {
    return paths;
  }
  for (let from = 0; from < paths.value.length; from += NOTEBOOKS_AT_ONCE) {
    const some = paths.value.slice(from, from + NOTEBOOKS_AT_ONCE);
    const files = await reading.readFiles({ paths: some, maxBytes: MAX_NOTEBOOK_BYTES, isKnown });
    if (!files.ok) {
      return files;
    }
    for (const path of some) {
      await checkAgainst(byNotebook.get(path) ?? [], { path, file: files.value.get(path) ?? null }, reading);
    }
  }
  return done(null);
}

/** Those of `paths` whose notebooks may not be known; found by one look at all, where they would take several to read. */
async function changedPaths(
  paths: readonly string[],
  isKnown: (path: string, blob: string | null) => boolean,
  { readFiles }: Reading
): Promise<Outcome<readonly string[]>> {
  if (paths.length <= NOTEBOOKS_AT_ONCE) {
    return done(paths);
  }
  const listed = await readFiles({ paths, maxBytes: MAX_NOTEBOOK_BYTES, isKnown: () => true });
  return listed.ok ? done(paths.filter(path => !isKnown(path, listed.value.get(path)?.blob ?? null))) : listed;
}

async function checkAgainst(
  definitions: readonly TaskDefinition[],
  notebook: { readonly path: string; readonly file: CommittedFile | null },
  { known, breathe }: Reading
): Promise<void> {
  const blob = notebook.file?.blob ?? null;
  if (definitions.every(definition => known.get(definition)?.blob === blob)) {
    return;
  }
  const read = readCommittedNotebook(notebook.path, notebook.file);
  for (const definition of definitions) {
    await breathe();
    known.set(definition, { blob, code: checkCode(definition, read) });
  }
}

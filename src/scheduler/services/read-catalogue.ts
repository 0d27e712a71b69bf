import { buildCatalogue, type BuiltOrganisations } from '../../core/definitions/build-catalogue';
import type { DefinitionFile, Requirement } from '../../core/definitions/definition';
import { parseDefinitionFile } from '../../core/definitions/parse-definition-file';
import { unreadableDefinitionFile } from '../../core/definitions/unreadable-definition-file';
import type { LoopConfiguration } from '../../protocol/configuration';
import { done, type Outcome } from '../../protocol/errors';
import type { TaskKey } from '../../protocol/identity';
import type { Problem } from '../../protocol/problem';
import type { ExecutorName } from '../../protocol/run';
import type { CommittedFile, FilesWanted } from '../ports';
import { checkDefinitions, type CheckedDefinitions } from './check-definitions';
import { checkedOrganisation, definitionsByNotebook, type CheckedOrganisation, type KnownOrganisations } from './checked-organisation';
import type { CheckedTask } from './checked-task';
import { createBreathing, type Breathe } from './create-breathing';

export type CheckedCatalogue = { readonly organisations: readonly CheckedOrganisation[]; readonly problems: readonly Problem[] };

/** Where definitions and notebooks are read: one commit of a repository, or a working tree. */
export interface ICatalogueSource {
  definitionFiles(): Promise<Outcome<readonly CommittedFile[]>>;
  /** The files that exist, by path. */
  readFiles(wanted: FilesWanted): Promise<Outcome<ReadonlyMap<string, CommittedFile>>>;
}

/** What the last reading found, so that nothing that did not change is parsed again. */
export type CatalogueMemory = {
  /** By path and blob. */
  readonly files: Map<string, DefinitionFile>;
  readonly definitions: CheckedDefinitions;
  readonly built: BuiltOrganisations;
  readonly organisations: KnownOrganisations;
};

export function createCatalogueMemory(): CatalogueMemory {
  return { files: new Map(), definitions: new WeakMap(), built: new Map(), organisations: new WeakMap() };
}

/** What the reading depends on besides the source. */
export type CatalogueRules = {
  /** Organisations that this repository may not define, because others have them. */
  readonly taken: ReadonlySet<string>;
  /** Those it may define; null: any. */
  readonly allowed: readonly string[] | null;
  readonly incumbents: () => ReadonlyMap<TaskKey, string>;
  readonly defaultExecutor: ExecutorName;
  readonly loop: (name: string) => LoopConfiguration;
};

/** Reads everything that `source` defines, and leaves in `memory` what the next reading can use. */
export async function readCatalogue(
  source: ICatalogueSource,
  rules: CatalogueRules,
  memory: CatalogueMemory
): Promise<Outcome<CheckedCatalogue>> {
  const committed = await source.definitionFiles();
  if (!committed.ok) {
    return committed;
  }
  const files = await parseAll(committed.value, memory.files, createBreathing());
  return checkCatalogue(files, source, { rules, memory });
}

/** Everything that `files` define, held against the notebooks of `source`. */
export async function checkCatalogue(
  files: readonly DefinitionFile[],
  source: Pick<ICatalogueSource, 'readFiles'>,
  { rules, memory }: { readonly rules: CatalogueRules; readonly memory: CatalogueMemory }
): Promise<Outcome<CheckedCatalogue>> {
  const catalogue = buildCatalogue({ ...rules, files, allowed: allowedOf(files, rules) }, memory.built);
  const known = memory.definitions;
  const byNotebook = definitionsByNotebook(catalogue.organisations, memory.organisations);
  const reading = { readFiles: (wanted: FilesWanted) => source.readFiles(wanted), known, breathe: createBreathing() };
  const checked = await checkDefinitions(byNotebook, reading);
  if (!checked.ok) {
    return checked;
  }
  const organisations = catalogue.organisations.map(one => checkedOrganisation(one, known, memory.organisations));
  return done({ organisations, problems: catalogue.problems });
}

async function parseAll(
  committed: readonly CommittedFile[],
  parsed: Map<string, DefinitionFile>,
  breathe: Breathe
): Promise<readonly DefinitionFile[]> {
  const fresh = new Map<string, DefinitionFile>();
  for (const file of committed) {
    await breathe();
    const name = `${file.path}\0${file.blob}`;
    fresh.set(name, parsed.get(name) ?? parseCommitted(file));
  }
  parsed.clear();
  fresh.forEach((file, name) => parsed.set(name, file));
  return [...fresh.values()];
}

function parseCommitted(file: CommittedFile): DefinitionFile {
  if (file.text !== null) {
    return parseDefinitionFile(file.path, file.text);
  }
  const message = `this file can’t be read: ${file.refusal ?? 'it is no text'}`;
  return unreadableDefinitionFile(file.path, [{ file: file.path, line: 1, column: 1, message, hint: null }]);
}

/** Null where nobody else has any of the organisations; else the list that says so. */
function allowedOf(files: readonly DefinitionFile[], rules: CatalogueRules): readonly string[] | null {
  const claimed = files.flatMap(file => file.codops ?? []);
  if (rules.allowed === null && !claimed.some(codops => rules.taken.has(codops))) {
    return null;
  }
  return (rules.allowed ?? [...new Set(claimed)]).filter(codops => !rules.taken.has(codops));
}

/** What a task needs beyond what it asks for, because of how its code is written. */
export function impliedRequirements(task: CheckedTask): readonly Requirement[] {
  const needsIpython = task.code?.cells.some(cell => cell.ipython) ?? false;
  return needsIpython ? [{ text: 'ipython', position: task.fields.get('notebook') ?? task.position }] : [];
}

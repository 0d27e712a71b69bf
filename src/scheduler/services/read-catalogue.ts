import { buildCatalogue } from '../../core/definitions/build-catalogue';
import type { CatalogueOrganisation, CatalogueTask, DefinitionFile, Position, Requirement } from '../../core/definitions/definition';
import { parseDefinitionFile } from '../../core/definitions/parse-definition-file';
import { unreadableDefinitionFile } from '../../core/definitions/unreadable-definition-file';
import type { ExtractedCode } from '../../core/notebook/notebook';
import type { LoopConfiguration } from '../../protocol/configuration';
import { done, type Outcome } from '../../protocol/errors';
import type { TaskKey } from '../../protocol/identity';
import type { Problem } from '../../protocol/problem';
import type { ExecutorName } from '../../protocol/run';
import { MAX_NOTEBOOK_BYTES } from '../../protocol/task-definition';
import type { CommittedFile } from '../ports';
import { checkCode } from './check-code';

/** A task of the catalogue, held against its notebook too. */
export type CheckedTask = CatalogueTask & {
  /** The code it runs; null where something is wrong. */
  readonly code: ExtractedCode | null;
};

/** A {@link CatalogueOrganisation} whose tasks were held against their notebooks. */
export type CheckedOrganisation = Omit<CatalogueOrganisation, 'tasks'> & { readonly tasks: readonly CheckedTask[] };

export type CheckedCatalogue = { readonly organisations: readonly CheckedOrganisation[]; readonly problems: readonly Problem[] };

/** Where definitions and notebooks are read: one commit of a repository, or a working tree. */
export interface ICatalogueSource {
  definitionFiles(): Promise<Outcome<readonly CommittedFile[]>>;
  /** The files that exist, by path. */
  readFiles(paths: readonly string[], maxBytes: number): Promise<Outcome<ReadonlyMap<string, CommittedFile>>>;
}

/** Files as they were parsed at the last reading, by path and blob: a file that did not change is not parsed again. */
export type ParsedFiles = Map<string, DefinitionFile>;

/** What the reading depends on besides the source. */
export type CatalogueRules = {
  /** Organisations that this repository may not define, because others have them. */
  readonly taken: ReadonlySet<string>;
  /** Those it may define; null: any. */
  readonly allowed: readonly string[] | null;
  readonly incumbents: ReadonlyMap<TaskKey, string>;
  readonly defaultExecutor: ExecutorName;
  readonly loop: (name: string) => LoopConfiguration;
};

/** Reads everything that `source` defines, and leaves in `parsed` what the next reading can use. */
export async function readCatalogue(
  source: ICatalogueSource,
  rules: CatalogueRules,
  parsed: ParsedFiles
): Promise<Outcome<CheckedCatalogue>> {
  const committed = await source.definitionFiles();
  if (!committed.ok) {
    return committed;
  }
  const files = parseAll(committed.value, parsed);
  const catalogue = buildCatalogue({ ...rules, files, allowed: allowedOf(files, rules) });
  const definitions = catalogue.organisations.flatMap(organisation => organisation.tasks).flatMap(task => task.definition ?? []);
  const paths = [...new Set(definitions.map(definition => definition.notebook))];
  const notebooks = await source.readFiles(paths, MAX_NOTEBOOK_BYTES);
  if (!notebooks.ok) {
    return notebooks;
  }
  const organisations = catalogue.organisations.map(organisation => ({
    ...organisation,
    tasks: organisation.tasks.map(task => checkTask(task, notebooks.value))
  }));
  return done({ organisations, problems: catalogue.problems });
}

function parseAll(committed: readonly CommittedFile[], parsed: ParsedFiles): readonly DefinitionFile[] {
  const fresh = new Map(
    committed.map(file => {
      const name = `${file.path}\0${file.blob}`;
      return [name, parsed.get(name) ?? parseCommitted(file)] as const;
    })
  );
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

function checkTask(task: CatalogueTask, notebooks: ReadonlyMap<string, CommittedFile>): CheckedTask {
  if (task.definition === null) {
    return { ...task, code: null };
  }
  const checked = checkCode(task.definition, notebooks.get(task.definition.notebook) ?? null);
  if (checked.ok) {
    return { ...task, code: checked.code };
  }
  const problems = checked.problems.map(problem => {
    const position = positionOf(task, problem.field);
    return { ...position, message: problem.message, hint: problem.hint };
  });
  return { ...task, code: null, problems: [...task.problems, ...problems] };
}

/** Where the field stands; where it does not, the field around it, or the task. */
function positionOf(task: CatalogueTask, field: string): Position {
  const parent = field.lastIndexOf('.');
  return task.fields.get(field) ?? (parent < 0 ? task.position : positionOf(task, field.slice(0, parent)));
}

/** What a task needs beyond what it asks for, because of how its code is written. */
export function impliedRequirements(task: CheckedTask): readonly Requirement[] {
  const needsIpython = task.code?.cells.some(cell => cell.ipython) ?? false;
  return needsIpython ? [{ text: 'ipython', position: task.fields.get('notebook') ?? task.position }] : [];
}

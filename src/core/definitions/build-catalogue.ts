import { METADATA_LOOP, parseTaskKey, taskKey, type TaskKey } from '../../protocol/identity';
import type { Problem } from '../../protocol/problem';
import { joinWords } from '../yaml/join-words';
import { problemAt } from '../yaml/problem-at';
import { quoteValue } from '../yaml/quote-value';
import type { Catalogue, CatalogueOrganisation, CatalogueTask, DefinedTask, DefinitionFile } from './definition';
import { resolveTask, type TaskDefaults } from './resolve-task';

type CatalogueInput = TaskDefaults & {
  readonly files: readonly DefinitionFile[];
  /** Organisations that the repository may define; null: any. */
  readonly allowed: readonly string[] | null;
  /** The file that defined each task until now; asked for only where that decides something. */
  readonly incumbents: () => ReadonlyMap<TaskKey, string>;
};

/**
 * The organisations that were built last, by name. One whose files are the same objects, of which nothing is disputed and
 * nothing is lost, is the same object again.
 */
export type BuiltOrganisations = Map<string, BuiltOrganisation>;

type BuiltOrganisation = {
  readonly files: readonly DefinitionFile[];
  /** What its tasks took from the configuration. */
  readonly defaults: string;
  readonly organisation: CatalogueOrganisation;
};

/** One file's claim of a task. */
type Claim = { readonly file: DefinitionFile; readonly task: DefinedTask };

/** Everything that the files of one repository define together. Leaves in `built` what the next call can use. */
export function buildCatalogue(input: CatalogueInput, built: BuiltOrganisations = new Map()): Catalogue {
  const files = [...input.files].sort((a, b) => compare(a.file, b.file));
  const may = (codops: string): boolean => input.allowed === null || input.allowed.includes(codops);
  const defining = files.filter(file => file.codops !== null && may(file.codops));
  const lost = lostTasks(files, input).filter(({ organisation }) => may(organisation));
  const names = new Set([...defining.map(file => file.codops ?? ''), ...lost.map(task => task.organisation)]);
  const organisations = [...names].sort(compare).map(codops => {
    const own = defining.filter(file => file.codops === codops);
    const lostOfIt = lost.filter(task => task.organisation === codops);
    return lostOfIt.length === 0 ? organisationOf(codops, own, { input, built }) : buildOrganisation(codops, own, lostOfIt, input);
  });
  [...built.keys()].filter(codops => !names.has(codops)).forEach(codops => built.delete(codops));
  const known = new Set(defining);
  const problems = files.filter(file => !known.has(file)).flatMap(file => problemsOfStranger(file, input.allowed));
  return { organisations, problems };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function problemsOfStranger(file: DefinitionFile, allowed: readonly string[] | null): readonly Problem[] {
  const own = [...file.problems, ...file.tasks.flatMap(task => task.problems)];
  if (file.codops === null || allowed === null) {
    return own;
  }
  const may = allowed.length === 0 ? 'none' : joinWords(allowed, 'and');
  const message = `this repository may not define the organisation ${quoteValue(file.codops)}; it may define ${may}`;
  const hint = "the operator's configuration decides: repositories, organisations";
  return [problemAt(file.codopsPosition, message, hint), ...own];
}

/** Tasks of files that can't be read any more: invalid, because nobody knows that they were taken out. */
function lostTasks(files: readonly DefinitionFile[], input: CatalogueInput): readonly CatalogueTask[] {
  const unreadable = new Map(files.filter(file => !file.readable || file.codops === null).map(file => [file.file, file]));
  if (unreadable.size === 0) {
    return [];
  }
  const defined = new Set(
    files.flatMap(file => (file.codops === null ? [] : file.tasks.map(task => taskKey(file.codops ?? '', task.name))))
  );
  return [...input.incumbents()].flatMap(([key, path]) => {
    const file = unreadable.get(path);
    const parts = parseTaskKey(key);
    if (file === undefined || parts === null || defined.has(key)) {
      return [];
    }
    const known = file.tasks.find(task => task.name === parts.name);
    const task: DefinedTask = {
      name: parts.name,
      position: known?.position ?? file.codopsPosition,
      definition: null,
      fields: known?.fields ?? new Map(),
      problems: [...file.problems, ...(known?.problems ?? [])]
    };
    return [resolveTask(parts.organisation, task, input)];
  });
}

function organisationOf(
  codops: string,
  files: readonly DefinitionFile[],
  { input, built }: { readonly input: CatalogueInput; readonly built: BuiltOrganisations }
): CatalogueOrganisation {
  const defaults = JSON.stringify([input.defaultExecutor, input.loop(codops), input.loop(METADATA_LOOP)]);
  const before = built.get(codops);
  if (before?.defaults === defaults && before.files.length === files.length && before.files.every((file, place) => file === files[place])) {
    return before.organisation;
  }
  const organisation = buildOrganisation(codops, files, [], input);
  const isDisputed = organisation.tasks.length < files.reduce((sum, file) => sum + file.tasks.length, 0);
  if (isDisputed) {
    built.delete(codops);
  } else {
    built.set(codops, { files, defaults, organisation });
  }
  return organisation;
}

function buildOrganisation(
  codops: string,
  files: readonly DefinitionFile[],
  lost: readonly CatalogueTask[],
  input: CatalogueInput
): CatalogueOrganisation {
  const claims = files.flatMap(file => file.tasks.map(task => ({ file, task })));
  const winners = chooseWinners(codops, claims, input.incumbents);
  const refused = claims
    .filter(claim => winners.get(claim.task.name) !== claim)
    .map(claim => refuseClaim(claim, winners.get(claim.task.name)));
  const accepted = claims.filter(claim => winners.get(claim.task.name) === claim);
  return {
    codops,
    requirements: files.flatMap(file => [...file.dependencies, ...file.taskDependencies]),
    tasks: [...accepted.map(({ task }) => resolveTask(codops, task, input)), ...lost],
    problems: [...files.flatMap(file => file.problems), ...refused]
  };
}

function chooseWinners(
  codops: string,
  claims: readonly Claim[],
  incumbents: () => ReadonlyMap<TaskKey, string>
): ReadonlyMap<string, Claim> {
  const winners = new Map<string, Claim>();
  for (const claim of claims) {
    const { name } = claim.task;
    if (!winners.has(name) || incumbents().get(taskKey(codops, name)) === claim.file.file) {
      winners.set(name, claim);
    }
  }
  return winners;
}

function refuseClaim({ task }: Claim, winner: Claim | undefined): Problem {
  const { position } = winner?.task ?? task;
  const message = `task ${quoteValue(task.name)} is already defined at ${position.file}:${position.line}:${position.column}, which runs on; this second definition is refused`;
  return problemAt(task.position, message, 'give one of the two another name');
}

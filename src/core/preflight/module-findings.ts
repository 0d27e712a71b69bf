import type { Finding } from '../../protocol/preflight';
import type { ExecutorName } from '../../protocol/run';
import type { TaskDefinition } from '../../protocol/task-definition';
import { findImports } from '../notebook/find-imports';
import { findPipInstalls, type PipInstall } from '../notebook/find-pip-installs';
import { lintSource, type CellPlace } from '../notebook/lint-source';
import type { ExtractedCode, Notebook } from '../notebook/notebook';
import { joinWords } from '../yaml/join-words';
import { describePlaces } from './describe-places';
import { distributionOf, isSame, isShared, packageOf, provides } from './distribution-names';
import { informationFinding, remedy, warningFinding, type Remedy } from './finding';
import { isStandardModule } from './standard-modules';

/** What is known of the modules that a task will find. */
export type ModuleFacts = {
  /** Every requirement of the organisation's environment. */
  readonly requirements: readonly string[];
  /** Version of its Python, e.g. 3.12; null where it is not known. */
  readonly python: string | null;
  /** Of {@link importedPackages} those that the repository has, or the environment as it is now. */
  readonly found: ReadonlySet<string>;
};

type Code = { readonly definition: TaskDefinition; readonly notebook: Notebook; readonly code: ExtractedCode };
type Imported = { readonly name: string; readonly place: CellPlace; readonly conditional: boolean };

/** Modules that only the machines of a provider have. */
const PROVIDERS: ReadonlyMap<string, string> = new Map([
  ['google.colab', 'Google Colab'],
  ['kaggle_secrets', 'Kaggle']
]);
const GROUPS = ['undeclared', 'removed', 'provider', 'perhaps'] as const;
const SEARCH_PATH = /\bsys\.path\b|\bsite\.addsitedir\b/;
/** Brought by the runner, and with an executor. */
const OWN_MODULE = 'peach_lab';
const SPARK_MODULE = 'pyspark';
/** IPython joins the environment by itself where its syntax is used. */
const WITH_IPYTHON = 'ipython';

/** The packages that the task's code imports and that are not Python's own, each once. */
export function importedPackages(notebook: Notebook, definition: TaskDefinition): readonly string[] {
  const { source } = lintSource(notebook, definition);
  const packages = findImports(source, definition.method).map(({ path }) => packageOf(path));
  return [...new Set(packages)].filter(name => !isStandardModule(name, null));
}

/** What the modules that the code imports, and the packages that it installs, mean for the task. */
export function moduleFindings(input: Code & { readonly executor: ExecutorName; readonly facts: ModuleFacts }): readonly Finding[] {
  const installs = findPipInstalls(input.code.cells);
  const missing = findMissing(input).filter(
    ({ name }) => !installs.some(({ requirements }) => requirements.some(text => provides(text, name)))
  );
  const { python } = input.facts;
  const cautious = SEARCH_PATH.test(input.code.cells.map(({ source }) => source).join('\n'));
  return [
    ...GROUPS.flatMap(group => {
      const names = missing.filter(({ name, conditional }) => groupOf(name, conditional) === group);
      return names.length === 0 ? [] : groupFinding(group, names, { python, cautious });
    }),
    ...(installs.length === 0 ? [] : [installFinding(installs, input.facts)])
  ];
}

/** Each package once, at its first place; one that some place imports in any case, at that. */
function findMissing({ definition, notebook, code, executor, facts }: Parameters<typeof moduleFindings>[0]): readonly Imported[] {
  const { source, locate } = lintSource(notebook, definition);
  const usesIpython = code.cells.some(cell => cell.ipython);
  const given = [OWN_MODULE, ...(executor === 'spark' ? [SPARK_MODULE] : [])];
  const requirements = [...facts.requirements, ...(usesIpython ? [WITH_IPYTHON] : [])];
  const isThere = (name: string): boolean =>
    given.includes(name) ||
    isShared(name) ||
    facts.found.has(name) ||
    isStandardModule(name, facts.python) ||
    requirements.some(text => provides(text, name));
  const missing = new Map<string, Imported>();
  for (const { path, line, conditional } of findImports(source, definition.method)) {
    const name = packageOf(path);
    const place = locate(line);
    const known = missing.get(name);
    if (place !== null && !isThere(name) && (known === undefined || (known.conditional && !conditional))) {
      missing.set(name, { name, place, conditional });
    }
  }
  return [...missing.values()];
}

/** Why a module is missing: no longer Python's own, of a provider's machines only, or `undeclared`; `perhaps`: it may not be needed. */
type ModuleGroup = (typeof GROUPS)[number];

function groupOf(name: string, conditional: boolean): ModuleGroup {
  if (conditional) {
    return 'perhaps';
  }
  if (PROVIDERS.has(name)) {
    return 'provider';
  }
  return isStandardModule(name, null) ? 'removed' : 'undeclared';
}

function groupFinding(
  group: ModuleGroup,
  names: readonly Imported[],
  { python, cautious }: { readonly python: string | null; readonly cautious: boolean }
): Finding {
  const one = names.length === 1;
  const [it, them] = one ? ['it is', 'it'] : ['they are', 'them'];
  const imported = describePlaces(names, 'imported', true);
  switch (group) {
    case 'removed':
      return warningFinding('notebook', `${imported}, but Python ${python ?? ''} does not have ${them}`);
    case 'provider': {
      const machines = [...new Set(names.map(({ name }) => PROVIDERS.get(name) ?? ''))];
      return warningFinding('notebook', `${imported}, but only ${joinWords(machines, 'and')} has ${them}; take the import out`);
    }
    case 'perhaps':
      return informationFinding('dependencies', `${imported} under a condition, and none of the dependencies is known to bring ${them}`);
    case 'undeclared': {
      const message = `${imported}, but ${it} not in the repository, and none of the dependencies is known to bring ${them}`;
      return cautious
        ? informationFinding('dependencies', `${message}; the code changes sys.path, which may`)
        : warningFinding('dependencies', message, [addRemedy(names.map(({ name }) => distributionOf(name)))]);
    }
  }
}

function addRemedy(requirements: readonly string[]): Remedy {
  const distinct = [...new Set(requirements)];
  return remedy('add_dependency', `Add ${joinWords(distinct, 'and')} to the dependencies`, distinct.join('\n'));
}

function installFinding(installs: readonly PipInstall[], facts: ModuleFacts): Finding {
  const places = installs.map(({ command, cell, line }) => `\`${command}\` (line ${line} of cell ${cell})`);
  const verb = installs.length === 1 ? 'installs' : 'install';
  const wanted = [...new Set(installs.flatMap(({ requirements }) => requirements))];
  const undeclared = wanted.filter(text => !facts.requirements.some(known => isSame(known, text)));
  const message = `${joinWords(places, 'and')} ${verb} packages while the task runs, where pip is not at hand`;
  if (undeclared.length === 0) {
    return warningFinding('dependencies', `${message}; what is needed belongs in dependencies: take the line out`);
  }
  return warningFinding('dependencies', `${message}; declare ${joinWords(undeclared, 'and')} instead, and take the line out`, [
    addRemedy(undeclared)
  ]);
}

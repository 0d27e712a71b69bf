import { REFUSALS } from '../../../core/definitions/definition-refusals';
import { defaultLoop } from '../../../core/configuration/fill-configuration';
import { done, type Outcome } from '../../../protocol/errors';
import type { Problem } from '../../../protocol/problem';
import { MAX_DEFINITION_BYTES } from '../../../protocol/task-definition';
import type { CommittedFile } from '../../ports';
import { createCatalogueMemory, readCatalogue, type CatalogueRules, type ICatalogueSource } from '../../services/read-catalogue';
import type { LookPorts } from '../../services/look-at-code';
import { preflightCatalogue } from '../../services/preflight-catalogue';
import { definitionPaths } from './definition-paths';
import { readWorkingFile, type Limit } from './read-working-file';

/** What a working tree defines and what is wrong with it. */
export type Validation = {
  readonly files: readonly string[];
  readonly organisations: number;
  readonly tasks: number;
  /** Sorted by place. */
  readonly problems: readonly Problem[];
  /** Tasks that are right and will not run yet; the message says why. */
  readonly held: readonly Problem[];
  /** What the preflight says of tasks beside what is wrong. */
  readonly remarks: readonly Problem[];
};

/** Nothing is known of other repositories, nor of what a scheduler is configured to. */
const RULES: CatalogueRules = { taken: new Set(), allowed: null, incumbents: () => new Map(), defaultExecutor: 'spark', loop: defaultLoop };

/** Checks the definition files of the working tree at `root`, and the notebooks that they name, as the scheduler does. */
export async function validateTree(root: string, look: LookPorts): Promise<Outcome<Validation>> {
  const source = workingTree(root);
  const read = await readCatalogue(source, RULES, createCatalogueMemory());
  if (!read.ok) {
    return read;
  }
  const found = await preflightCatalogue(read.value, { ...look, source, root });
  if (!found.ok) {
    return found;
  }
  const { organisations, problems } = read.value;
  const tasks = organisations.flatMap(organisation => organisation.tasks);
  const held = tasks.flatMap(task =>
    task.held === null ? [] : [{ ...task.position, message: `${task.key} is held: ${task.held}`, hint: null }]
  );
  const all = [...problems, ...organisations.flatMap(organisation => organisation.problems), ...tasks.flatMap(task => task.problems)];
  const errors = found.value.filter(({ severity }) => severity === 'error');
  const others = found.value.filter(({ severity }) => severity !== 'error');
  return done({
    files: definitionPaths(root),
    organisations: organisations.length,
    tasks: tasks.length,
    problems: [...all, ...errors.map(({ problem }) => problem)].sort(byPlace),
    held: held.sort(byPlace),
    remarks: others.map(({ severity, problem }) => ({ ...problem, message: `${severity}: ${problem.message}` })).sort(byPlace)
  });
}

const DEFINITION_LIMIT: Limit = { bytes: MAX_DEFINITION_BYTES, refusal: REFUSALS.tooLarge };

function workingTree(root: string): ICatalogueSource {
  return {
    definitionFiles: () => Promise.resolve(done(definitionPaths(root).flatMap(path => readFile(root, path, DEFINITION_LIMIT) ?? []))),
    readFiles: ({ paths, maxBytes }) => {
      const limit = { bytes: maxBytes, refusal: `it is over ${maxBytes / 1024 / 1024} MiB, the most that is read` };
      const files = paths.flatMap(path => readFile(root, path, limit) ?? []);
      return Promise.resolve(done(new Map(files.map(file => [file.path, file]))));
    }
  };
}

/** Nothing is kept from one reading to the next, so no file needs a name of its content. */
function readFile(root: string, path: string, limit: Limit): CommittedFile | null {
  const read = readWorkingFile(root, path, limit);
  return read === null ? null : { path, blob: '', text: 'text' in read ? read.text : null, refusal: 'text' in read ? null : read.refusal };
}

function byPlace(one: Problem, other: Problem): number {
  const file = one.file < other.file ? -1 : one.file > other.file ? 1 : 0;
  return file || one.line - other.line || one.column - other.column;
}

import { defaultLoop } from '../../../core/configuration/fill-configuration';
import { buildCatalogue } from '../../../core/definitions/build-catalogue';
import type { CatalogueTask, DefinitionFile } from '../../../core/definitions/definition';
import { parseDefinitionFile } from '../../../core/definitions/parse-definition-file';
import { unreadableDefinitionFile } from '../../../core/definitions/unreadable-definition-file';
import { checkArguments } from '../../../core/notebook/check-arguments';
import { extractCode } from '../../../core/notebook/extract-code';
import type { CodeProblem } from '../../../core/notebook/notebook';
import { parseNotebook } from '../../../core/notebook/parse-notebook';
import type { Problem } from '../../../protocol/problem';
import { MAX_DEFINITION_BYTES, MAX_NOTEBOOK_BYTES, type TaskDefinition } from '../../../protocol/task-definition';
import { definitionPaths } from './definition-paths';
import { readWorkingFile } from './read-working-file';

/** What a working tree defines and what is wrong with it. */
export type Validation = {
  readonly files: readonly string[];
  readonly organisations: number;
  readonly tasks: number;
  /** Sorted by place. */
  readonly problems: readonly Problem[];
  /** Tasks that are right and will not run yet; the message says why. */
  readonly held: readonly Problem[];
};

/** Checks the definition files of the working tree at `root`, and the notebooks that they name. */
export function validateTree(root: string): Validation {
  const paths = definitionPaths(root);
  const files = paths.map(path => readDefinition(root, path));
  const catalogue = buildCatalogue({ files, allowed: null, incumbents: new Map(), defaultExecutor: 'spark', loop: defaultLoop });
  const tasks = catalogue.organisations.flatMap(organisation => organisation.tasks);
  const problems = [
    ...catalogue.problems,
    ...catalogue.organisations.flatMap(organisation => organisation.problems),
    ...tasks.flatMap(task => [...task.problems, ...codeProblems(root, task)])
  ];
  const held = tasks.flatMap(task =>
    task.held === null ? [] : [{ ...task.position, message: `${task.key} is held: ${task.held}`, hint: null }]
  );
  return {
    files: paths,
    organisations: catalogue.organisations.length,
    tasks: tasks.length,
    problems: problems.sort(byPlace),
    held: held.sort(byPlace)
  };
}

function byPlace(one: Problem, other: Problem): number {
  const file = one.file < other.file ? -1 : one.file > other.file ? 1 : 0;
  return file || one.line - other.line || one.column - other.column;
}

function readDefinition(root: string, path: string): DefinitionFile {
  const read = readWorkingFile(root, path, MAX_DEFINITION_BYTES);
  if (read !== null && 'text' in read) {
    return parseDefinitionFile(path, read.text);
  }
  const message = `this file can’t be read: ${read?.refusal ?? 'it leads out of the repository'}`;
  return unreadableDefinitionFile(path, [{ file: path, line: 1, column: 1, message, hint: null }]);
}

function codeProblems(root: string, task: CatalogueTask): readonly Problem[] {
  const problems = task.definition === null ? [] : checkCode(root, task.definition);
  return problems.map(({ field, message, hint }) => ({ ...(task.fields.get(field) ?? task.position), message, hint }));
}

/** Holds a definition against its notebook as it stands in the tree. */
function checkCode(root: string, definition: TaskDefinition): readonly CodeProblem[] {
  const wrong = (message: string, hint: string | null = null) => [{ field: 'notebook', message, hint }];
  const read = readWorkingFile(root, definition.notebook, MAX_NOTEBOOK_BYTES);
  if (read === null) {
    return wrong(`there is no notebook ${definition.notebook}`, 'correct the path; it is relative to the root of the repository');
  }
  const notebook = 'text' in read ? parseNotebook(read.text) : { ok: false as const, message: read.refusal };
  if (!notebook.ok) {
    return wrong(`${definition.notebook} can’t be read: ${notebook.message}`);
  }
  const extracted = extractCode(notebook.notebook, definition);
  return extracted.ok ? checkArguments(extracted.code.function, definition.args ?? {}) : [extracted.problem];
}

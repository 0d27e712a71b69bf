import { environmentRequirements } from '../../core/definitions/environment-requirements';
import { parseNotebook } from '../../core/notebook/parse-notebook';
import { preflight } from '../../core/preflight/preflight';
import type { Outcome } from '../../protocol/errors';
import { done } from '../../protocol/errors';
import type { Finding } from '../../protocol/preflight';
import { MAX_NOTEBOOK_BYTES, type TaskDefinition } from '../../protocol/task-definition';
import type { Notebook } from '../../core/notebook/notebook';
import { positionOf, type CheckedTask } from './checked-task';
import { lookAtCode, moduleFolders, type LookPorts } from './look-at-code';
import type { CheckedCatalogue, ICatalogueSource } from './read-catalogue';
import type { Problem } from '../../protocol/problem';

/** Something that the preflight has to say of a task, at its place in the definition file. */
type FoundProblem = { readonly severity: Finding['severity']; readonly problem: Problem };

type Reading = LookPorts & { readonly source: ICatalogueSource; /** Absolute path of the working tree. */ readonly root: string };

/** What the preflight says of the code of every task, beside what the catalogue says itself. Which packages an environment really has is not known here. */
export async function preflightCatalogue(catalogue: CheckedCatalogue, reading: Reading): Promise<Outcome<readonly FoundProblem[]>> {
  const found: FoundProblem[] = [];
  for (const organisation of catalogue.organisations) {
    const { requirements } = environmentRequirements(organisation);
    for (const task of organisation.tasks) {
      const notebook = task.definition === null ? null : await readNotebookOf(task.definition, reading);
      if (notebook !== null && !notebook.ok) {
        return notebook;
      }
      if (task.definition !== null && notebook?.value != null) {
        found.push(...(await judge(task, { definition: task.definition, notebook: notebook.value, requirements }, reading)));
      }
    }
  }
  return done(found);
}

async function readNotebookOf({ notebook }: TaskDefinition, { source }: Reading): Promise<Outcome<Notebook | null>> {
  const files = await source.readFiles({ paths: [notebook], maxBytes: MAX_NOTEBOOK_BYTES, isKnown: () => false });
  if (!files.ok) {
    return files;
  }
  const parsed = parseNotebook(files.value.get(notebook)?.text ?? '');
  return done(parsed.ok ? parsed.notebook : null);
}

type Code = { readonly definition: TaskDefinition; readonly notebook: Notebook; readonly requirements: readonly string[] };

async function judge(task: CheckedTask, { definition, notebook, requirements }: Code, reading: Reading): Promise<readonly FoundProblem[]> {
  const folders = moduleFolders(reading.root, definition.notebook);
  const seen = await lookAtCode(reading, { definition, notebook }, { folders, requirements, interpreter: null, python: null });
  const findings = preflight({
    ...seen,
    name: task.name,
    nameTaken: () => false,
    definition,
    definitionProblems: [],
    notebook,
    notebookProblem: null,
    executor: task.executor,
    executorUnavailable: null,
    held: null,
    insideRepository: true
  });
  const known = new Set(task.problems.map(({ message, hint }) => (hint === null ? message : `${message}; ${hint}`)));
  return findings
    .filter(({ message }) => !known.has(message))
    .map(({ severity, field, message }) => ({ severity, problem: { ...positionOf(task, field ?? ''), message, hint: null } }));
}

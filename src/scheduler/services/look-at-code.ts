import { lintSource } from '../../core/notebook/lint-source';
import type { Notebook } from '../../core/notebook/notebook';
import { importedPackages } from '../../core/preflight/module-findings';
import type { PreflightInput } from '../../core/preflight/preflight';
import type { TaskDefinition } from '../../protocol/task-definition';
import type { IModuleFinder, INameChecker } from '../ports';

export type LookPorts = { readonly names: INameChecker; readonly modules: IModuleFinder; readonly signal: AbortSignal };

/** What a task’s code will find beside itself. */
export type CodeSurroundings = {
  /** Absolute paths of the notebook’s folder and of the root of its repository; none where they are not known. */
  readonly folders: readonly string[];
  /** All requirements of its organisation’s environment. */
  readonly requirements: readonly string[];
  /** The interpreter of that environment as it is now; null where there is none. */
  readonly interpreter: string | null;
  /** The version of Python that was chosen for it, e.g. 3.12; null: none was. */
  readonly python: string | null;
};

/** Where a run of this notebook looks for modules of the repository: beside it, and at the root. */
export function moduleFolders(root: string, notebook: string): readonly string[] {
  const beside = notebook.includes('/') ? [`${root}/${notebook.slice(0, notebook.lastIndexOf('/'))}`] : [];
  return [...beside, root];
}

type Seen = Pick<PreflightInput, 'undefinedNames' | 'syntaxErrors' | 'modules'>;

/** Looks for what the preflight judges: names without a definition, wrong syntax, modules that are there. */
export async function lookAtCode(
  ports: LookPorts,
  code: { readonly definition: TaskDefinition; readonly notebook: Notebook },
  around: CodeSurroundings
): Promise<Seen> {
  const { definition, notebook } = code;
  const linted = await ports.names.check(lintSource(notebook, definition).source, ports.signal);
  const places = { folders: around.folders, python: around.interpreter };
  const found = await ports.modules.find(importedPackages(notebook, definition), places);
  return {
    undefinedNames: linted?.undefinedNames ?? null,
    syntaxErrors: linted?.syntaxErrors ?? [],
    modules: { requirements: around.requirements, python: around.python ?? found.python, found: found.modules }
  };
}

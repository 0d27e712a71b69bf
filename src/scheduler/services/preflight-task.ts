import { lintSource } from '../../core/notebook/lint-source';
import type { Notebook } from '../../core/notebook/notebook';
import { readNotebook } from '../../core/notebook/parse-notebook';
import { checkDefinition } from '../../core/preflight/check-definition';
import { preflight } from '../../core/preflight/preflight';
import type { LoopConfiguration } from '../../protocol/configuration';
import { taskKey, isCodops, isTaskName } from '../../protocol/identity';
import type { PreflightAnswer, PreflightRequest } from '../../protocol/preflight';
import type { ExecutorName } from '../../protocol/run';
import type { TaskDefinition } from '../../protocol/task-definition';
import type { IExecutor, IGit, INameChecker } from '../ports';
import type { ITaskStore } from '../store-port';

export type PreflightPorts = {
  readonly git: IGit;
  readonly store: ITaskStore;
  readonly names: INameChecker;
  readonly executors: Readonly<Record<ExecutorName, IExecutor>>;
  readonly defaultExecutor: ExecutorName;
  readonly loop: (name: string) => LoopConfiguration;
  readonly signal: AbortSignal;
};

/** What every definition is checked for, for one that is still being written. */
export async function preflightTask(ports: PreflightPorts, request: PreflightRequest): Promise<PreflightAnswer> {
  const checked = checkDefinition({
    codops: request.organisation,
    name: request.name,
    definition: request.definition,
    defaultExecutor: ports.defaultExecutor,
    loop: ports.loop
  });
  const notebook = readNotebook(request.notebook);
  const linted = await lint(ports, checked.definition, notebook.ok ? notebook.notebook : null);
  const executor = checked.definition?.executor ?? ports.defaultExecutor;
  const findings = preflight({
    name: request.name,
    definition: checked.definition,
    definitionProblems: checked.problems,
    notebook: notebook.ok ? notebook.notebook : null,
    notebookProblem: notebook.ok ? null : notebook.message,
    undefinedNames: linted?.undefinedNames ?? null,
    syntaxErrors: linted?.syntaxErrors ?? [],
    nameTaken: name => isTaken(ports, request, name),
    executorUnavailable: ports.executors[executor].unavailable(),
    held: checked.held,
    insideRepository: request.path === null || (await ports.git.workingCopyRoot(request.path)) !== null
  });
  return { findings: [...findings] };
}

async function lint(
  ports: PreflightPorts,
  definition: TaskDefinition | null,
  notebook: Notebook | null
): ReturnType<INameChecker['check']> {
  if (definition === null || notebook === null) {
    return null;
  }
  return ports.names.check(lintSource(notebook, definition).source, ports.signal);
}

/** Whether a task of this name on master is another than the one being edited. */
function isTaken(ports: PreflightPorts, request: PreflightRequest, name: string): boolean {
  if (!isCodops(request.organisation) || !isTaskName(name) || name === request.replaces) {
    return false;
  }
  const known = ports.store.taskByKey(taskKey(request.organisation, name));
  return known !== null && !known.removed;
}

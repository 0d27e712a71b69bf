import { parseDefinitionFile } from '../../core/definitions/parse-definition-file';
import { readNotebook } from '../../core/notebook/parse-notebook';
import { checkDefinition } from '../../core/preflight/check-definition';
import { preflight } from '../../core/preflight/preflight';
import type { LoopConfiguration } from '../../protocol/configuration';
import { taskKey, isCodops, isTaskName } from '../../protocol/identity';
import type { PreflightAnswer, PreflightRequest } from '../../protocol/preflight';
import type { ExecutorName } from '../../protocol/run';
import type { TaskDefinition } from '../../protocol/task-definition';
import type { IEnvironments, IExecutor, IGit, IWorkingCopies } from '../ports';
import type { IOrganisationStore, ITaskStore } from '../store-port';
import { lookAtCode, moduleFolders, type CodeSurroundings, type LookPorts } from './look-at-code';

export type PreflightPorts = LookPorts & {
  readonly git: IGit;
  readonly workingCopies: IWorkingCopies;
  readonly environments: IEnvironments;
  readonly store: ITaskStore & IOrganisationStore;
  readonly executors: Readonly<Record<ExecutorName, IExecutor>>;
  readonly defaultExecutor: ExecutorName;
  readonly loop: (name: string) => LoopConfiguration;
  /** The version of Python that the operator chose for an organisation; null: none. */
  readonly python: (codops: string) => string | null;
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
  const read = readNotebook(request.notebook);
  const notebook = read.ok ? read.notebook : null;
  const { definition } = checked;
  const place = request.path === null ? null : await ports.git.locate(request.path);
  const seen =
    definition === null || notebook === null
      ? { undefinedNames: null, syntaxErrors: [], modules: null }
      : await lookAtCode(ports, { definition, notebook }, await surroundings(ports, { request, definition, place }));
  const executor = definition?.executor ?? ports.defaultExecutor;
  const findings = preflight({
    ...seen,
    name: request.name,
    definition,
    definitionProblems: checked.problems,
    notebook,
    notebookProblem: read.ok ? null : read.message,
    nameTaken: name => isTaken(ports, request, name),
    executor,
    executorUnavailable: ports.executors[executor].unavailable(),
    held: checked.held,
    insideRepository: request.path === null || place !== null
  });
  return { findings: [...findings] };
}

type Place = { readonly root: string; readonly path: string };
type Asked = { readonly request: PreflightRequest; readonly definition: TaskDefinition; readonly place: Place | null };

async function surroundings(ports: PreflightPorts, { request, definition, place }: Asked): Promise<CodeSurroundings> {
  const codops = request.organisation;
  const built = isCodops(codops) ? (ports.store.organisation(codops)?.environment ?? null) : null;
  const environment = built === null ? null : await ports.environments.find(built.hash);
  const declared = place === null ? (built?.requirements ?? []) : await declaredRequirements(ports, codops, place.root);
  return {
    folders: place === null ? [] : moduleFolders(place.root, place.path),
    requirements: [...declared, ...(definition.dependencies ?? [])],
    interpreter: environment?.python ?? null,
    python: ports.python(codops)
  };
}

/** What the definition files of the working copy ask for the organisation, as they are on disk. */
async function declaredRequirements(ports: PreflightPorts, codops: string, root: string): Promise<readonly string[]> {
  const state = await ports.workingCopies.describe(root);
  const files = state.ok ? state.value.definitionFiles : [];
  return files
    .flatMap(({ path, text }) => (text === null ? [] : parseDefinitionFile(path, text)))
    .filter(file => file.codops === codops)
    .flatMap(({ dependencies, taskDependencies, tasks }) => [
      ...[...dependencies, ...taskDependencies].map(({ text }) => text),
      ...tasks.flatMap(task => task.definition?.dependencies ?? [])
    ]);
}

/** Whether a task of this name on master is another than the one being edited. */
function isTaken(ports: PreflightPorts, request: PreflightRequest, name: string): boolean {
  if (!isCodops(request.organisation) || !isTaskName(name) || name === request.replaces) {
    return false;
  }
  const known = ports.store.taskByKey(taskKey(request.organisation, name));
  return known !== null && !known.removed;
}

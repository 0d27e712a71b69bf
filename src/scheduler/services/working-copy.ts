import { parseDefinitionFile } from '../../core/definitions/parse-definition-file';
import { done, refuse, type Outcome } from '../../protocol/errors';
import { EXECUTORS, type ExecutorName } from '../../protocol/run';
import type { WorkingCopy } from '../../protocol/working-copy';
import type { IExecutor, IGit, IWorkingCopies, WorkingCopyState } from '../ports';
import type { IRepositories } from './repositories';

export type WorkingCopyPorts = {
  readonly git: IGit;
  readonly workingCopies: IWorkingCopies;
  readonly repositories: IRepositories;
  readonly executors: Readonly<Record<ExecutorName, IExecutor>>;
  readonly defaultExecutor: ExecutorName;
};

/** What the register dialog has to know of the checkout that holds `path` (absolute). Refused: not_found, git_failed. */
export async function workingCopy(ports: WorkingCopyPorts, path: string): Promise<Outcome<WorkingCopy>> {
  const place = await ports.git.locate(path);
  if (place === null) {
    return refuse(
      'not_found',
      `${path} is not in a git repository: tasks run from the repository's master, so make one with \`git init\` and commit`
    );
  }
  const { root } = place;
  const state = await ports.workingCopies.describe(root);
  if (!state.ok) {
    return state;
  }
  const served = ports.repositories.find(root);
  return done({
    root,
    path: place.path,
    branch: state.value.branch,
    runs_from: served?.head?.branch ?? state.value.runsFrom,
    served: served?.attached ?? false,
    organisations: organisationsOf(state.value),
    has_peach_yaml: state.value.definitionFiles.some(file => file.path === 'peach.yaml'),
    executors: EXECUTORS.map(name => {
      const reason = ports.executors[name].unavailable();
      return { name, available: reason === null, reason };
    }),
    default_executor: ports.defaultExecutor
  });
}

function organisationsOf(state: WorkingCopyState): WorkingCopy['organisations'] {
  const organisations = new Map<string, { files: string[]; tasks: string[] }>();
  for (const { path, text } of state.definitionFiles) {
    const file = text === null ? null : parseDefinitionFile(path, text);
    if (file?.codops != null) {
      const known = organisations.get(file.codops) ?? { files: [], tasks: [] };
      known.files.push(path);
      known.tasks.push(...file.tasks.map(task => task.name));
      organisations.set(file.codops, known);
    }
  }
  return [...organisations].map(([codops, of]) => ({ codops, ...of }));
}

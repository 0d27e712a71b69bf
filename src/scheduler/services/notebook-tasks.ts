import { parseDefinitionFile } from '../../core/definitions/parse-definition-file';
import { runsFullNotebook } from '../../core/notebook/runs-full-notebook';
import { done, type Outcome } from '../../protocol/errors';
import { taskKey, type TaskKey } from '../../protocol/identity';
import type { NotebookTask, NotebookTasks } from '../../protocol/notebook-tasks';
import type { TaskDefinition } from '../../protocol/task-definition';
import type { IGit, IWorkingCopies, WorkingCopyState } from '../ports';
import type { CheckedTask } from './checked-task';
import type { IRepositories } from './repositories';
import type { IServedRepository } from './served-repository';

export type NotebookTasksPorts = {
  readonly git: Pick<IGit, 'locate'>;
  readonly workingCopies: Pick<IWorkingCopies, 'describe'>;
  readonly repositories: Pick<IRepositories, 'find'>;
};

const NO_TASKS: NotebookTasks = { repository: null, branch: null, commit: null, sources: [], tasks: [] };

/** The tasks of the notebook at `path` (absolute), none where its repository is not served. Refused: git_failed. */
export async function notebookTasks(ports: NotebookTasksPorts, path: string): Promise<Outcome<NotebookTasks>> {
  const place = await ports.git.locate(path);
  const served = place === null ? null : ports.repositories.find(place.root);
  if (place === null || served === null) {
    return done(NO_TASKS);
  }
  if (served.head === null) {
    return done({ ...NO_TASKS, repository: served.url });
  }
  const state = await ports.workingCopies.describe(place.root);
  return state.ok ? done(tasksOf(place.path, served, state.value)) : state;
}

type Named = { readonly organisation: string; readonly name: string };

/** A task in the checkout’s definition files. */
type Written = Named & { readonly definition: TaskDefinition };

function tasksOf(notebook: string, served: IServedRepository, state: WorkingCopyState): NotebookTasks {
  const written = writtenTasks(notebook, state);
  const onMaster = served.tasksOf(notebook).filter(({ key }) => !written.has(key));
  const places = new Map<string, number>();
  const tasks = [
    ...onMaster.flatMap(task => (task.definition === null ? [] : describe(task, task.definition, { task, notebook, places }))),
    ...[...written].map(([key, task]) => describe(task, task.definition, { task: served.task(key), notebook, places }))
  ];
  const { branch = null, commit } = served.head ?? {};
  return { repository: served.url, branch, commit: commit?.hash ?? null, sources: [...places.keys()], tasks };
}

/** By key; of several definitions of one task the first. Files without the notebook’s name are passed over unread. */
function writtenTasks(notebook: string, state: WorkingCopyState): ReadonlyMap<TaskKey, Written> {
  const fileName = notebook.slice(notebook.lastIndexOf('/') + 1);
  const written = new Map<TaskKey, Written>();
  for (const { path, text } of state.definitionFiles) {
    const file = text?.includes(fileName) === true ? parseDefinitionFile(path, text) : null;
    for (const { name, definition } of file?.tasks ?? []) {
      const organisation = file?.codops ?? null;
      const key = organisation === null ? null : taskKey(organisation, name);
      if (organisation !== null && key !== null && definition?.notebook === notebook && !written.has(key)) {
        written.set(key, { organisation, name, definition });
      }
    }
  }
  return written;
}

/** What stands on master, and the places of the sources that are told so far. */
type OnMaster = { readonly task: CheckedTask | null; readonly notebook: string; readonly places: Map<string, number> };

function describe({ organisation, name }: Named, definition: TaskDefinition, { task, notebook, places }: OnMaster): NotebookTask {
  const code = task?.definition?.notebook === notebook ? task.code : null;
  return {
    organisation,
    name,
    method: definition.method,
    cells: runsFullNotebook(definition) ? 'all' : (definition.cells ?? 'entry'),
    on_master: task !== null,
    runs: code?.cells.map(({ source }) => placeOf(source, places)) ?? null
  };
}

function placeOf(source: string, places: Map<string, number>): number {
  const place = places.get(source) ?? places.size;
  places.set(source, place);
  return place;
}

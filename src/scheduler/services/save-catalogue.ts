import type { RepositoryConfiguration } from '../../protocol/configuration';
import type { IEvents, IIds } from '../ports';
import type { ITaskStore, IOrganisationStore, IStore, TaskRecord } from '../store-port';
import type { TaskKey } from '../../protocol/identity';
import type { CheckedOrganisation } from './checked-organisation';
import type { CheckedTask } from './checked-task';
import { createBreathing } from './create-breathing';
import type { CheckedCatalogue } from './read-catalogue';

type Ports = {
  readonly store: Pick<IStore, 'transaction'> & ITaskStore & IOrganisationStore;
  readonly ids: IIds;
  readonly events: IEvents;
};

/** What was last saved of a repository's organisations, by name, so that what did not change costs nothing; empty while that is not known. */
export type SavedOrganisations = Map<string, CheckedOrganisation>;

type Saving = { readonly url: RepositoryConfiguration['url']; readonly catalogue: CheckedCatalogue; readonly saved: SavedOrganisations };

/** Rows that one transaction writes, so that nobody waits for thousands. */
const BATCH = 100;

/** The definition file of each task that the repository has by the store. */
export function taskFilesOf(store: Pick<ITaskStore, 'taskFiles'>, url: string, saved: SavedOrganisations): ReadonlyMap<TaskKey, string> {
  const tasks = [...saved.values()].flatMap(organisation => organisation.tasks);
  return new Map(
    saved.size > 0 ? tasks.map(({ key, position }) => [key, position.file]) : store.taskFiles(url).map(({ key, file }) => [key, file])
  );
}

/**
 * Makes the store say what the catalogue says: new tasks joined, changed ones changed, those that are gone marked removed
 * with their history. In small transactions: a scheduler that dies between two reads everything again. Then one event
 * for each task that is not as it was. Answers the organisations of those; the first time, all.
 */
export async function saveCatalogue(ports: Ports, { url, catalogue, saved }: Saving): Promise<ReadonlySet<string>> {
  const { store, events } = ports;
  const breathe = createBreathing();
  const isFirst = saved.size === 0;
  store.transaction(() => catalogue.organisations.forEach(organisation => store.ensureOrganisation(organisation.codops)));
  const gone = goneTasks(store, { url, catalogue, saved });
  const changes: TaskRecord[] = [];
  for (const organisation of catalogue.organisations.filter(one => saved.get(one.codops) !== one)) {
    const before = new Map(saved.get(organisation.codops)?.tasks.map((task, position) => [task.key, { task, position }]));
    // Places are those among the organisation's tasks, so that a new task moves no task of another one.
    for (const [position, task] of organisation.tasks.entries()) {
      await breathe();
      if (!isSaved(before.get(task.key), task, position)) {
        changes.push(...changeOf(ports, { task, url, position }));
      }
    }
  }
  // Where one of the writes fails, what the store says is not known any more.
  saved.clear();
  for (let from = 0; from < changes.length; from += BATCH) {
    store.transaction(() => changes.slice(from, from + BATCH).forEach(task => store.saveTask(task)));
    await breathe();
  }
  store.transaction(() => gone.forEach(({ id }) => store.markTaskRemoved(id)));
  catalogue.organisations.forEach(organisation => saved.set(organisation.codops, organisation));
  const changed = [...changes, ...gone];
  changed.forEach(task => events.publish({ kind: 'task', task: task.id, organisation: task.organisation }));
  const organisations = new Set(changed.map(task => task.organisation));
  return isFirst ? new Set([...organisations, ...catalogue.organisations.map(({ codops }) => codops)]) : organisations;
}

/** The tasks that the store has of the repository and the catalogue has not. */
function goneTasks(store: ITaskStore, { url, catalogue, saved }: Saving): readonly TaskRecord[] {
  const keys = new Set(catalogue.organisations.flatMap(({ tasks }) => tasks.map(({ key }) => key)));
  const known = [...taskFilesOf(store, url, saved).keys()];
  return known.filter(key => !keys.has(key)).flatMap(key => store.taskByKey(key) ?? []);
}

/** A file that did not change is parsed once, and a definition checked once, so their parts are the same objects. */
function isSaved(
  before: { readonly task: CheckedTask; readonly position: number } | undefined,
  task: CheckedTask,
  position: number
): boolean {
  return (
    before?.position === position &&
    before.task.definition === task.definition &&
    before.task.position === task.position &&
    before.task.code === task.code &&
    before.task.problems.length + task.problems.length === 0
  );
}

/** The task as it is to be written, where the store does not say so already. */
function changeOf(
  ports: Ports,
  of: { readonly task: CheckedTask; readonly url: string; readonly position: number }
): readonly TaskRecord[] {
  const known = ports.store.taskByKey(of.task.key);
  const record = recordOf({ ...of, known, ids: ports.ids });
  return known === null || !sameRecord(known, record) ? [record] : [];
}

function recordOf(input: {
  readonly task: CheckedTask;
  readonly url: string;
  readonly position: number;
  readonly known: TaskRecord | null;
  readonly ids: IIds;
}): TaskRecord {
  const { task, known } = input;
  const stored =
    task.definition === null
      ? (known?.stored ?? null)
      : { definition: task.definition, executor: task.executor, timeout: task.timeout, held: task.held, cell: task.code?.entry ?? null };
  return {
    id: known?.id ?? input.ids.newTaskId(),
    key: task.key,
    organisation: task.organisation,
    name: task.name,
    repository: input.url,
    file: task.position.file,
    line: task.position.line,
    position: input.position,
    loop: task.loop,
    stored,
    invalid: task.problems.length > 0,
    removed: false,
    problems: task.problems
  };
}

/** Both are plain data with the same keys in the same order, so their texts tell. */
function sameRecord(known: TaskRecord, record: TaskRecord): boolean {
  const picked = Object.fromEntries(Object.keys(record).map(key => [key, known[key as keyof TaskRecord]]));
  return JSON.stringify(picked) === JSON.stringify(record);
}

import type { RepositoryConfiguration } from '../../protocol/configuration';
import type { IEvents, IIds } from '../ports';
import type { ITaskStore, IOrganisationStore, IStore, TaskRecord } from '../store-port';
import type { CheckedCatalogue, CheckedTask } from './read-catalogue';

type Ports = {
  readonly store: Pick<IStore, 'transaction'> & ITaskStore & IOrganisationStore;
  readonly ids: IIds;
  readonly events: IEvents;
};

/**
 * Makes the store say what the catalogue says: new tasks joined, changed ones changed, those that are gone marked
 * removed with their history. One transaction; then one event for each task that is not as it was.
 */
export function saveCatalogue(ports: Ports, url: RepositoryConfiguration['url'], catalogue: CheckedCatalogue): void {
  const { store, events } = ports;
  const changed = store.transaction(() => {
    catalogue.organisations.forEach(organisation => store.ensureOrganisation(organisation.codops));
    const before = new Map(store.tasksOfRepository(url).map(task => [task.key, task]));
    const changes: TaskRecord[] = [];
    for (const [position, task] of catalogue.organisations.flatMap(organisation => organisation.tasks).entries()) {
      const known = before.get(task.key) ?? store.taskByKey(task.key);
      const record = recordOf({ task, url, position, known, ids: ports.ids });
      before.delete(task.key);
      if (known === null || !sameRecord(known, record)) {
        store.saveTask(record);
        changes.push(record);
      }
    }
    for (const gone of before.values()) {
      if (!gone.removed) {
        store.markTaskRemoved(gone.id);
        changes.push(gone);
      }
    }
    return changes;
  });
  changed.forEach(task => events.publish({ kind: 'task', task: task.id, organisation: task.organisation }));
  new Set([...changed.map(task => task.organisation), ...catalogue.organisations.map(({ codops }) => codops)]).forEach(organisation =>
    events.publish({ kind: 'organisation', organisation })
  );
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

import { assertNever } from '../protocol/assert-never';
import type { ChangeData, SnapshotData, Topic } from '../protocol/events';
import type { Organisation, Repository } from '../protocol/organisation';
import type { Run } from '../protocol/run';
import type { ClientState, OrganisationsState, TasksState, TaskState } from './client-state';

/** What can change the state: data of a topic, or that the topic is no longer followed. */
export type ClientEvent =
  | { readonly kind: 'snapshot'; readonly topic: Topic; readonly data: SnapshotData }
  | { readonly kind: 'change'; readonly topic: Topic; readonly data: ChangeData }
  | { readonly kind: 'left'; readonly topic: Topic };

/** The state after `event`. A lost connection is no event: what was known stays until the next snapshot. */
export function reduce(state: ClientState, event: ClientEvent): ClientState {
  switch (event.kind) {
    case 'snapshot':
      return reduceSnapshot(state, event.topic, event.data);
    case 'change':
      return reduceChange(state, event.topic, event.data);
    case 'left':
      return forget(state, event.topic);
    default:
      return assertNever(event);
  }
}

function reduceSnapshot(state: ClientState, topic: Topic, data: SnapshotData): ClientState {
  if (topic.kind === 'organisations' && data.kind === 'organisations') {
    return { ...state, organisations: { organisations: data.organisations, repositories: data.repositories } };
  }
  if (topic.kind === 'tasks' && data.kind === 'tasks') {
    const entry = { organisation: data.organisation, tasks: data.tasks };
    return { ...state, tasks: new Map(state.tasks).set(topic.organisation, entry) };
  }
  if (topic.kind === 'task' && data.kind === 'task') {
    return { ...state, task: new Map(state.task).set(topic.task, { task: data.task, runs: data.runs }) };
  }
  return state;
}

function reduceChange(state: ClientState, topic: Topic, data: ChangeData): ClientState {
  switch (topic.kind) {
    case 'organisations':
      return state.organisations === null ? state : { ...state, organisations: changeOrganisations(state.organisations, data) };
    case 'tasks': {
      const entry = state.tasks.get(topic.organisation);
      return entry === undefined ? state : { ...state, tasks: new Map(state.tasks).set(topic.organisation, changeTasks(entry, data)) };
    }
    case 'task': {
      const entry = state.task.get(topic.task);
      return entry === undefined ? state : { ...state, task: new Map(state.task).set(topic.task, changeTask(entry, data)) };
    }
    case 'notifications':
    case 'trial':
    case 'log':
      return state;
    default:
      return assertNever(topic);
  }
}

function changeOrganisations(state: OrganisationsState, data: ChangeData): OrganisationsState {
  switch (data.kind) {
    case 'organisation':
      return { ...state, organisations: replace(state.organisations, data.organisation, organisation => organisation.codops) };
    case 'repository':
      return {
        organisations: state.organisations.map(organisation => withRepository(organisation, data.repository)),
        repositories: replace(state.repositories, data.repository, ({ url }) => url)
      };
    case 'repository_gone':
      return {
        organisations: state.organisations.map(organisation => withoutRepository(organisation, data.url)),
        repositories: state.repositories.filter(({ url }) => url !== data.url)
      };
    case 'notification':
    case 'task':
    case 'run':
    case 'trial':
      return state;
  }
}

function withRepository(organisation: Organisation, repository: Repository): Organisation {
  const { repositories } = organisation;
  return repositories.some(({ url }) => url === repository.url)
    ? { ...organisation, repositories: [...replace(repositories, repository, ({ url }) => url)] }
    : organisation;
}

function withoutRepository(organisation: Organisation, gone: string): Organisation {
  const repositories = organisation.repositories.filter(({ url }) => url !== gone);
  return repositories.length < organisation.repositories.length ? { ...organisation, repositories } : organisation;
}

function changeTasks(state: TasksState, data: ChangeData): TasksState {
  switch (data.kind) {
    case 'organisation':
      return { ...state, organisation: data.organisation };
    case 'task':
      return { ...state, tasks: replace(state.tasks, data.task, task => task.id) };
    case 'notification':
    case 'repository':
    case 'repository_gone':
    case 'run':
    case 'trial':
      return state;
  }
}

function changeTask(state: TaskState, data: ChangeData): TaskState {
  switch (data.kind) {
    case 'task':
      return { ...state, task: data.task };
    case 'run':
      return { ...state, runs: placeRun(state.runs, data.run) };
    case 'notification':
    case 'organisation':
    case 'repository':
    case 'repository_gone':
    case 'trial':
      return state;
  }
}

/** `items` with `item` in the place of the one with the same key, else at the end. */
function replace<T>(items: readonly T[], item: T, keyOf: (item: T) => string): readonly T[] {
  const index = items.findIndex(other => keyOf(other) === keyOf(item));
  return index < 0 ? [...items, item] : items.with(index, item);
}

/** Newest first: ids of runs sort by time. */
function placeRun(runs: readonly Run[], run: Run): readonly Run[] {
  const others = runs.filter(other => other.id !== run.id);
  const index = others.findIndex(other => other.id < run.id);
  return others.toSpliced(index < 0 ? others.length : index, 0, run);
}

function forget(state: ClientState, topic: Topic): ClientState {
  switch (topic.kind) {
    case 'organisations':
      return { ...state, organisations: null };
    case 'tasks':
      return { ...state, tasks: without(state.tasks, topic.organisation) };
    case 'task':
      return { ...state, task: without(state.task, topic.task) };
    case 'notifications':
    case 'trial':
    case 'log':
      return state;
    default:
      return assertNever(topic);
  }
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  return new Map([...map].filter(([other]) => other !== key));
}

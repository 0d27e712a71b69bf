import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { done } from '../../protocol/errors';
import type { CommittedFile, DomainEvent, FilesWanted } from '../ports';
import type { IStore } from '../store-port';
import { createEventBus } from '../event-bus';
import { createIds } from '../store/new-ids';
import { openStore } from '../store/open-store';
import { createKeepingLogger } from '../test-support/keeping-logger';
import { createManualClock } from '../test-support/manual-clock';
import { createCatalogueMemory, readCatalogue, type CatalogueRules } from './read-catalogue';
import { saveCatalogue, type SavedOrganisations } from './save-catalogue';

const RULES: CatalogueRules = {
  taken: new Set(),
  allowed: null,
  incumbents: () => new Map(),
  defaultExecutor: 'python',
  loop: () => ({ interval: 60, timeout: 60, grace: 1 })
};
const URL = '/repository';
const ORGANISATIONS = ['debr', 'sesr'];

let store: IStore;
let files: Map<string, string>;
let told: DomainEvent[];
/** Notebooks whose text was read. */
let read: string[];
let memory: ReturnType<typeof createCatalogueMemory>;
let saved: SavedOrganisations;

beforeEach(() => {
  store = openStore(':memory:');
  told = [];
  read = [];
  memory = createCatalogueMemory();
  saved = new Map();
  files = new Map([
    ...ORGANISATIONS.map(codops => [`peach.conf/${codops}.yaml`, definitions(codops, ['one', 'two'])] as const),
    ...ORGANISATIONS.map(codops => [`${codops}.ipynb`, notebook('def task(): pass')] as const)
  ]);
});

afterEach(() => {
  store.close();
});

function definitions(codops: string, names: readonly string[], more = ''): string {
  return `codops: ${codops}\ntasks:\n${names.map(name => `  ${name}: {notebook: ${codops}.ipynb, method: task${more}}\n`).join('')}`;
}

function notebook(source: string): string {
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{ cell_type: 'code', source, metadata: {} }] });
}

const committed = (path: string): CommittedFile => ({ path, blob: files.get(path) ?? '', text: files.get(path) ?? null, refusal: null });

function readFiles({ paths, isKnown }: FilesWanted): Map<string, CommittedFile> {
  const there = paths.filter(path => files.has(path)).map(committed);
  const unknown = there.filter(({ path, blob }) => !isKnown(path, blob));
  read.push(...unknown.map(({ path }) => path));
  return new Map(there.map(file => [file.path, unknown.includes(file) ? file : { ...file, text: null }]));
}

/** Reads and saves what the files say now. Answers the organisations that were told to have changed. */
async function sync(): Promise<readonly string[]> {
  const source = {
    definitionFiles: () => Promise.resolve(done([...files.keys()].filter(path => path.endsWith('.yaml')).map(committed))),
    readFiles: (wanted: FilesWanted) => Promise.resolve(done(readFiles(wanted)))
  };
  const catalogue = await readCatalogue(source, RULES, memory);
  if (!catalogue.ok) {
    throw new Error(catalogue.refusal.message);
  }
  const events = createEventBus(createKeepingLogger());
  events.subscribe(event => told.push(event));
  told = [];
  return [
    ...(await saveCatalogue({ store, events, ids: createIds(createManualClock()) }, { url: URL, catalogue: catalogue.value, saved }))
  ];
}

const tasksTold = (): number => told.filter(({ kind }) => kind === 'task').length;

it('makes every task known, and reads each notebook once for all its tasks', async () => {
  expect(await sync()).toEqual(ORGANISATIONS);

  expect(store.tasks(null).map(({ key, invalid }) => [key, invalid])).toEqual([
    ['debr/one', false],
    ['debr/two', false],
    ['sesr/one', false],
    ['sesr/two', false]
  ]);
  expect(read).toEqual(['debr.ipynb', 'sesr.ipynb']);
});

it('reads, asks and writes nothing again that did not change', async () => {
  await sync();
  read = [];
  const [asked, written] = [vi.spyOn(store, 'taskByKey'), vi.spyOn(store, 'saveTask')];
  files.set('peach.conf/sesr.yaml', definitions('sesr', ['one', 'two'], ', description: changed'));

  expect(await sync()).toEqual(['sesr']);

  expect(asked.mock.calls.map(([key]) => key)).toEqual(['sesr/one', 'sesr/two']);
  expect(written).toHaveBeenCalledTimes(2);
  expect(tasksTold()).toBe(2);
});

it('holds a task against its notebook again when that changed, without a change of its definition', async () => {
  await sync();
  read = [];
  files.set('debr.ipynb', notebook('def other(): pass'));

  expect(await sync()).toEqual(['debr']);

  expect(read).toEqual(['debr.ipynb']);
  expect(store.tasks(null).map(({ invalid }) => invalid)).toEqual([true, true, false, false]);
  files.set('debr.ipynb', notebook('def task(): pass'));
  await sync();
  expect(store.tasks(null).some(({ invalid }) => invalid)).toBe(false);
});

it('marks what is gone, and finds it again with its id', async () => {
  await sync();
  const before = store.tasks('debr').map(({ id }) => id);
  files.set('peach.conf/debr.yaml', definitions('debr', ['one']));

  expect(await sync()).toEqual(['debr']);
  expect(store.tasks('debr').map(({ name, removed }) => [name, removed])).toEqual([
    ['one', false],
    ['two', true]
  ]);
  files.set('peach.conf/debr.yaml', definitions('debr', ['one', 'two']));
  await sync();

  expect(store.tasks('debr').map(({ id, removed }) => [id, removed])).toEqual(before.map(id => [id, false]));
});

it('writes nothing after a restart over the same files, and tells of every organisation', async () => {
  await sync();
  memory = createCatalogueMemory();
  saved = new Map();
  const written = vi.spyOn(store, 'saveTask');

  expect(await sync()).toEqual(ORGANISATIONS);

  expect(written).not.toHaveBeenCalled();
  expect(tasksTold()).toBe(0);
});

it('saves everything at the next time where the store failed in the middle', async () => {
  await sync();
  vi.spyOn(store, 'saveTask').mockImplementationOnce(() => {
    throw new Error('disk full');
  });
  files.set('peach.conf/debr.yaml', definitions('debr', ['one', 'two'], ', description: changed'));
  files.delete('peach.conf/sesr.yaml');
  await expect(sync()).rejects.toThrow('disk full');

  expect(await sync()).toEqual(expect.arrayContaining(ORGANISATIONS));

  expect(store.tasks('debr').map(({ stored }) => stored?.definition.description)).toEqual(['changed', 'changed']);
  expect(store.tasks('sesr').map(({ removed }) => removed)).toEqual([true, true]);
});

it('marks the tasks of an organisation that is gone as a whole', async () => {
  await sync();
  files.delete('peach.conf/sesr.yaml');

  expect(await sync()).toEqual(['sesr']);

  expect(store.tasks(null).map(({ key, removed }) => [key, removed])).toEqual([
    ['debr/one', false],
    ['debr/two', false],
    ['sesr/one', true],
    ['sesr/two', true]
  ]);
});

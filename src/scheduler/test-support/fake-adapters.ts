import { done, refuse } from '../../protocol/errors';
import { parseRunId, type RunId } from '../../protocol/identity';
import type { RememberedAnswer } from '../../protocol/discovery';
import type { RunSpecification } from '../../protocol/run-folder';
import type { Adapters } from '../adapters';
import { createEventBus } from '../event-bus';
import type { ForgeAnswer } from '../forge-port';
import type { IEnvironments } from '../ports';
import { createIds } from '../store/new-ids';
import { openStore } from '../store/open-store';
import { createFakeExecutor, type FakeExecutor } from './fake-executor';
import type { FakeRepository } from './fake-repository';
import { createFakeSnapshots, type FakeSnapshots } from './fake-snapshots';
import { createKeepingLogger } from './keeping-logger';
import { createManualClock, type ManualClock } from './manual-clock';

/** A real store in memory; everything else is moved by the test. */
export type FakeAdapters = Adapters & {
  readonly clock: ManualClock;
  readonly python: FakeExecutor;
  readonly spark: FakeExecutor;
  readonly snapshots: FakeSnapshots;
  /** What stands against writing below the state directory; null: nothing. */
  readonly disk: { problem: string | null };
  /** Reasons of the stops that are noted in the runs' folders. */
  readonly notedStops: Map<RunId, string>;
  /** What webhooks were sent, by address; those in `deaf` take nothing. */
  readonly posted: { readonly url: string; readonly body: unknown }[];
  readonly deaf: Set<string>;
  /** Requirements that can't be installed. */
  readonly unbuildable: Set<string>;
  /** What forges answer, by address; one that is not here does not answer. */
  readonly forgeAnswers: Map<string, ForgeAnswer>;
  /** What forges said last, by address. */
  readonly remembered: Map<string, RememberedAnswer>;
};

/** Adapters for a scheduler of these repositories. */
export function createFakeAdapters(repositories: readonly FakeRepository[]): FakeAdapters {
  const clock = createManualClock();
  const logger = createKeepingLogger();
  const python = createFakeExecutor('python', clock);
  const spark = createFakeExecutor('spark', clock);
  const specifications = new Map<RunId, RunSpecification>();
  const notedStops = new Map<RunId, string>();
  const disk: FakeAdapters['disk'] = { problem: null };
  const unbuildable = new Set<string>();
  const forgeAnswers: FakeAdapters['forgeAnswers'] = new Map();
  const remembered: FakeAdapters['remembered'] = new Map();
  const posted: FakeAdapters['posted'] = [];
  const deaf = new Set<string>();
  const rootOf = (path: string): string | null => repositories.find(({ url }) => path === url || path.startsWith(`${url}/`))?.url ?? null;
  return {
    clock,
    python,
    spark,
    unbuildable,
    forgeAnswers,
    remembered,
    posted,
    deaf,
    webhooks: {
      post: (url, body) => {
        posted.push({ url, body });
        return Promise.resolve(deaf.has(url) ? refuse('internal', 'nobody is there') : done(null));
      }
    },
    disk,
    notedStops,
    stateDisk: { glance: () => disk.problem, probe: () => disk.problem },
    ids: createIds(clock),
    events: createEventBus(logger),
    logger,
    store: openStore(':memory:'),
    git: {
      open: ({ url }) => {
        const found = repositories.find(repository => repository.url === url);
        return Promise.resolve(found === undefined ? refuse('git_failed', `${url} does not exist`) : done(found));
      },
      workingCopyRoot: path => Promise.resolve(rootOf(path)),
      locate: path => {
        const root = rootOf(path);
        return Promise.resolve(root === null ? null : { root, path: path.slice(root.length + 1) });
      }
    },
    forges: {
      open: ({ url }) => ({
        repositories: () => Promise.resolve(forgeAnswers.get(url) ?? { kind: 'failed', reason: 'it is away', wait: null })
      }),
      remembered: ({ url }) => Promise.resolve(remembered.get(url) ?? null),
      remember: ({ url }, answer) => {
        remembered.set(url, answer);
        return Promise.resolve();
      }
    },
    workingCopies: {
      describe: () =>
        Promise.resolve(
          done({
            branch: 'feature',
            runsFrom: 'main',
            definitionFiles: [{ path: 'peach.yaml', text: 'codops: debr\ntasks: {a: {notebook: a.ipynb, method: task}}' }]
          })
        ),
      readFile: (_root, path) => Promise.resolve(done({ path, text: null, changed: false })),
      writeFile: request => Promise.resolve(done({ path: request.path, text: request.text, changed: true })),
      commit: () => Promise.resolve(done({ commit: 'c', branch: 'feature' }))
    },
    snapshots: createFakeSnapshots(repositories),
    environments: fakeEnvironments(clock, unbuildable),
    executors: { python, spark, kubernetes: createFakeExecutor('kubernetes', clock) },
    runFolders: {
      path: run => `/runs/${run}`,
      create: specification => {
        specifications.set(specification.run, specification);
        return Promise.resolve();
      },
      specification: run => Promise.resolve(specifications.get(run) ?? null),
      noteStop: (run, reason) => {
        notedStops.set(run, reason);
        return Promise.resolve();
      },
      notedStop: run => Promise.resolve(notedStops.get(run) ?? null)
    },
    leftovers: {
      names: async function* () {
        // Nothing is left in these tests.
      },
      remove: () => Promise.resolve()
    },
    logs: {
      size: () => Promise.resolve(7),
      gap: () => Promise.resolve(null),
      read: (_run, from) => Promise.resolve({ offset: from, bytes: new Uint8Array() }),
      tailOffset: () => Promise.resolve(0),
      times: () => Promise.resolve([]),
      follow: async function* () {
        // Nothing is written in these tests.
      }
    },
    names: { check: () => Promise.resolve({ undefinedNames: [], syntaxErrors: [] }) },
    modules: { find: () => Promise.resolve({ modules: new Set(), python: null }) },
    audit: { note: () => undefined },
    runTokens: { tokenOf: run => run, runOf: parseRunId },
    announce: () => undefined,
    surroundings: {
      api: () => undefined,
      dataDir: organisation => `/data/${organisation}`,
      temporaryDir: run => `/tmp/${run}`,
      logLimit: 1_000_000,
      variables: () => ({ PATH: '/bin' })
    }
  };
}

function fakeEnvironments(clock: ManualClock, unbuildable: ReadonlySet<string>): IEnvironments {
  const hash: IEnvironments['hash'] = ({ requirements }) => requirements.join('+') || 'plain';
  const environment = (name: string) => ({ hash: name, python: `/${name}/bin/python`, builtAt: clock.now() });
  return {
    hash,
    find: name => Promise.resolve(environment(name)),
    removeUnused: () => Promise.resolve([]),
    close: () => Promise.resolve(),
    ensure: request => {
      const bad = request.requirements.find(requirement => unbuildable.has(requirement));
      return Promise.resolve(bad === undefined ? done(environment(hash(request))) : refuse('definition_invalid', `${bad} was not found`));
    }
  };
}

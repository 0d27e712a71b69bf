import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Configuration } from '../protocol/configuration';
import type { FoundRepository } from '../protocol/discovery';
import type { Task } from '../protocol/task';
import { createFakeAdapters, type FakeAdapters } from './test-support/fake-adapters';
import { createFakeRepository, type FakeRepository } from './test-support/fake-repository';
import { configure, definitions, factsOf, rest, task } from './test-support/wired-scheduler';
import { wireScheduler, type WiredScheduler } from './wire';

const FORGE = 'https://forge.example.org';
const MINUTE = 60_000;

let first: FakeRepository;
let second: FakeRepository;
let adapters: FakeAdapters;
let scheduler: WiredScheduler;
let configuration: Configuration;

const discover = (more = ''): string =>
  `repositories: [{discover: {gitlab: "${FORGE}", organisations_by_group: {team: [debr, sesr]}, every: 1m${more}}}]`;

/** Reads the configuration anew, as at SIGHUP. */
async function reconfigure(text: string): Promise<void> {
  const previous = { ...configuration };
  Object.assign(configuration, configure(text));
  scheduler.reconfigured(previous);
  await rest();
}

async function start(text = discover()): Promise<void> {
  configuration = configure(text);
  scheduler = wireScheduler(adapters, {
    configuration,
    facts: factsOf(adapters),
    keepRunning: true,
    end: () => undefined
  });
  await scheduler.start();
  await rest();
}

async function stop(): Promise<void> {
  scheduler.stop();
  adapters.python.specifications.forEach(({ run }) => adapters.python.end(run));
  await rest();
}

const found = ({ url }: FakeRepository, more: Partial<FoundRepository> = {}): FoundRepository => ({
  path: url.replace('https://x/', '').replace('.git', ''),
  group: 'team',
  url,
  archived: false,
  ...more
});
const answer = (...repositories: readonly FoundRepository[]): void =>
  void adapters.forgeAnswers.set(FORGE, { kind: 'found', repositories });
const fail = (reason: string, wait: number | null = null): void => void adapters.forgeAnswers.set(FORGE, { kind: 'failed', reason, wait });
const next = async (milliseconds = MINUTE): Promise<void> => {
  await adapters.clock.advance(milliseconds);
  await rest();
};
const find = (key: string): Task | null => {
  const { queries } = scheduler.services;
  const id = queries.findTask(key);
  return id === null ? null : queries.task(id);
};
const told = () => scheduler.services.queries.health().discoveries[0];
const warnings = (): readonly string[] =>
  (adapters.logger as unknown as { lines: { level: string; sentence: string }[] }).lines
    .filter(({ level }) => level === 'warn')
    .map(({ sentence }) => sentence);

beforeEach(() => {
  first = createFakeRepository('https://x/team/first.git');
  second = createFakeRepository('https://x/team/second.git');
  adapters = createFakeAdapters([first, second]);
  first.commit(definitions(task('work')));
  second.commit(definitions(task('other'), 'codops: sesr'));
});

afterEach(async () => {
  await stop();
  adapters.store.close();
});

describe('a repository with the label', () => {
  it('is served, with the organisations of its group and no others', async () => {
    second.commit(definitions(task('other'), 'codops: stranger'));
    answer(found(first), found(second));
    await start();

    expect(find('debr/work')).toMatchObject({ held: null, state: 'RUNNING' });
    expect(find('stranger/other')).toBeNull();
    expect(scheduler.services.queries.repositories()).toMatchObject([
      { problems: [] },
      {
        problems: [
          { message: expect.stringContaining('may not define the organisation "stranger"; it may define debr and sesr') as string }
        ]
      }
    ]);
    expect(told()).toEqual({
      forge: 'gitlab',
      url: FORGE,
      label: 'peach-lab',
      answered_at: '2023-11-14T22:13:20.000Z',
      error: null,
      repositories: [first.url, second.url],
      left_out: []
    });
  });

  it('comes while the scheduler runs', async () => {
    answer(found(first));
    await start();
    answer(found(first), found(second));
    await next();

    expect(find('sesr/other')).toMatchObject({ held: null });
  });

  it('is left out where its group is not named, and this is told', async () => {
    answer(found(first, { group: 'stranger', path: 'stranger/first' }));
    await start();
    await next();

    expect(find('debr/work')).toBeNull();
    expect(scheduler.services.queries.repositories()).toEqual([]);
    expect(told()).toMatchObject({
      repositories: [],
      left_out: [{ path: 'stranger/first', reason: expect.stringContaining('may define no organisation') as string }]
    });
    expect(warnings()).toEqual(['repository with the label is left out']);
  });

  it('does not take an organisation from another of its group', async () => {
    second.commit(definitions(task('other')));
    answer(found(first));
    await start();
    answer(found(second), found(first));
    await next();

    expect(find('debr/other')).toBeNull();
    expect(find('debr/work')).toMatchObject({ held: null });
  });

  it('stands beside one that the configuration names, which stays what it is', async () => {
    answer(found(first), found(second));
    await start(
      `repositories: [{url: "${second.url}", organisations: [other]}, {discover: {gitlab: "${FORGE}", organisations_by_group: {team: [debr, sesr]}}}]`
    );

    expect(find('debr/work')).toMatchObject({ held: null });
    expect(find('sesr/other')).toBeNull();
    expect(told()).toMatchObject({ repositories: [first.url], left_out: [{ reason: 'another entry of repositories serves it already' }] });
  });
});

describe('a repository that loses the label', () => {
  it('is let go: its tasks are held and say why; they are the same when it comes back', async () => {
    answer(found(first), found(second));
    await start();
    const before = find('debr/work');
    answer(found(second));
    await next();
    adapters.python.specifications.forEach(({ run }) => adapters.python.end(run));
    const started = adapters.python.specifications.length;
    await next();

    const held = `its repository ${first.url} is served no more: it has no label peach-lab on ${FORGE} any more`;
    expect(find('debr/work')).toMatchObject({ id: before?.id, removed: false, held, last_run: { status: 'SUCCESS' } });
    expect(find('sesr/other')).toMatchObject({ held: null });
    expect(adapters.python.specifications.slice(started).map(({ key }) => key)).not.toContain('debr/work');
    expect(scheduler.services.queries.repositories()).toMatchObject([{ url: first.url, error: held, commit: null }, { error: null }]);

    answer(found(first), found(second));
    await next();
    expect(find('debr/work')).toMatchObject({ id: before?.id, held: null });
    await next();
    expect(adapters.python.specifications.slice(started).map(({ key }) => key)).toContain('debr/work');
  });

  it('runs nothing that waited for its turn', async () => {
    first.commit(definitions(task('work') + task('next')));
    answer(found(first));
    await start();
    const waiting = await scheduler.services.commands.runNow(find('debr/next')!.id, null);
    answer();
    await next();
    adapters.python.specifications.forEach(({ run }) => adapters.python.end(run));
    await next();

    expect(waiting).toMatchObject({ ok: true });
    expect(adapters.python.specifications.map(({ key }) => key)).toEqual(['debr/work']);
  });

  it('that was archived says so', async () => {
    answer(found(first));
    await start();
    answer(found(first, { archived: true }));
    await next();

    expect(find('debr/work')?.held).toContain('is served no more: it is archived');
  });

  it('because it was renamed has its tasks go on under its new address', async () => {
    answer(found(first));
    await start();
    const before = find('debr/work');
    second.commit(definitions(task('work')));
    answer(found(second));
    await next();

    expect(find('debr/work')).toMatchObject({ id: before?.id, held: null, removed: false, code: { repository: second.url } });
  });

  it('lets another of its group have its organisation, without a new commit', async () => {
    second.commit(definitions(task('other')));
    answer(found(first));
    await start();
    answer(found(first), found(second));
    await next();
    expect(find('debr/other')).toBeNull();

    answer(found(second));
    await next();
    expect(find('debr/other')).toMatchObject({ held: null });
  });
});

describe('a forge that does not answer', () => {
  it('is told of; what it said last goes on, and other repositories notice nothing', async () => {
    answer(found(first));
    await start();
    fail('forge.example.org answered 502');
    await next();

    expect(find('debr/work')).toMatchObject({ held: null });
    expect(told()).toMatchObject({
      error: 'forge.example.org answered 502',
      repositories: [first.url],
      answered_at: '2023-11-14T22:13:20.000Z'
    });
    await next();
    expect(warnings()).toEqual(['forge could not be asked, its last answer goes on']);

    answer(found(first), found(second));
    await next();
    expect(told()).toMatchObject({ error: null, repositories: [first.url, second.url] });
    expect(find('sesr/other')).toMatchObject({ held: null });
  });

  it('at the start lets go on what it told an earlier scheduler', async () => {
    answer(found(first));
    await start();
    await stop();
    fail('away');
    await start();

    expect(find('debr/work')).toMatchObject({ held: null });
    expect(told()).toMatchObject({ error: 'away', repositories: [first.url], answered_at: '2023-11-14T22:13:20.000Z' });
  });

  it('at the first start leaves the others alone', async () => {
    fail('away');
    await start(
      `repositories: [{url: "${second.url}", organisations: [sesr]}, {discover: {gitlab: "${FORGE}", organisations_by_group: {team: [debr]}}}]`
    );

    expect(find('sesr/other')).toMatchObject({ held: null });
    expect(told()).toMatchObject({ error: 'away', repositories: [], answered_at: null });
  });

  it('is asked again after 10 s, later and later, at most as late as always', async () => {
    fail('away');
    let asked = 0;
    const { open } = adapters.forges;
    adapters = {
      ...adapters,
      forges: {
        ...adapters.forges,
        open: configuration => {
          const forge = open(configuration);
          return {
            repositories: signal => {
              asked += 1;
              return forge.repositories(signal);
            }
          };
        }
      }
    };
    await start();
    const seen = [asked];
    for (const wait of [10_000, 19_000, 1000, 40_000, 59_000, 1000]) {
      await next(wait);
      seen.push(asked);
    }

    expect(seen).toEqual([1, 2, 2, 3, 4, 4, 5]);
  });

  it('because it was asked too often is left alone as long as it wants', async () => {
    fail('asks to wait', 5 * MINUTE);
    await start();
    answer(found(first));
    await next(4 * MINUTE);
    expect(told()).toMatchObject({ error: 'asks to wait' });

    await next();
    expect(find('debr/work')).toMatchObject({ held: null });
  });

  it('and a disk that keeps no answer harm nothing', async () => {
    adapters = { ...adapters, forges: { ...adapters.forges, remember: () => Promise.reject(new Error('full')) } };
    answer(found(first));
    await start();

    expect(find('debr/work')).toMatchObject({ held: null });
    expect(warnings()).toEqual(['answer of the forge could not be kept']);
  });
});

describe('a configuration that is read anew', () => {
  beforeEach(async () => {
    answer(found(first), found(second));
    await start();
  });

  it('without the discovery lets its repositories go', async () => {
    await reconfigure(`repositories: [{url: "${second.url}", organisations: [sesr]}]`);

    expect(find('debr/work')?.held).toContain('the configuration does not ask for it');
    expect(find('sesr/other')).toMatchObject({ held: null });
    expect(told()).toBeUndefined();
  });

  it('that names one of its repositories itself serves that by what it says there, whatever the forge says', async () => {
    const both = `repositories: [{url: "${second.url}", organisations: [sesr]}, {discover: {gitlab: "${FORGE}", every: 1m, organisations_by_group: {team: [debr]}}}]`;
    await reconfigure(both);
    answer(found(first));
    await next();
    expect(find('sesr/other')).toMatchObject({ held: null });

    answer(found(first), found(second));
    await reconfigure(discover());
    expect(find('sesr/other')).toMatchObject({ held: null });
    expect(told()).toMatchObject({ repositories: [first.url, second.url] });
  });

  it('with other groups gives its repositories other organisations, and serves them meanwhile', async () => {
    fail('away');
    await reconfigure(discover(', branch: main'));
    expect(find('debr/work')).toMatchObject({ held: null });

    answer(found(first), found(second));
    await reconfigure(discover().replace('[debr, sesr]', '[debr]'));

    expect(find('debr/work')).toMatchObject({ held: null, removed: false });
    expect(find('sesr/other')).toMatchObject({ removed: true });
  });

  it('with the same discovery asks no more than before', async () => {
    fail('away');
    await reconfigure(discover());

    expect(told()).toMatchObject({ error: null, repositories: [first.url, second.url] });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Requirement } from '../../core/definitions/definition';
import { done, refuse, type Outcome } from '../../protocol/errors';
import type { TaskKey } from '../../protocol/identity';
import type { Environment, EnvironmentRequest, IEnvironments } from '../ports';
import type { EnvironmentRecord } from '../store-port';
import { createKeepingLogger } from '../test-support/keeping-logger';
import { createManualClock, settled, type ManualClock } from '../test-support/manual-clock';
import type { EnvironmentNeed } from './environment-need';
import { createOrganisationEnvironment, type IOrganisationEnvironment } from './organisation-environment';

const TRAIN = 'debr/train' as TaskKey;
const OTHER = 'debr/other' as TaskKey;

let clock: ManualClock;
let stop: AbortController;
let built: Map<string, Environment>;
let builds: { hash: string; finish: (reason?: string) => Promise<void> }[];
let saved: EnvironmentRecord[];

/** Environments whose builds end when the test says so. */
const environments: IEnvironments = {
  hash: request => hashOf(request),
  find: hash => Promise.resolve(built.get(hash) ?? null),
  removeUnused: () => Promise.resolve([]),
  close: () => Promise.resolve(),
  ensure: request =>
    new Promise<Outcome<Environment>>(resolve => {
      const hash = hashOf(request);
      const finish = async (reason?: string): Promise<void> => {
        const environment = { hash, python: `/${hash}/bin/python`, builtAt: clock.now() };
        if (reason === undefined) {
          built.set(hash, environment);
        }
        resolve(reason === undefined ? done(environment) : refuse('definition_invalid', reason));
        await settled();
      };
      builds.push({ hash, finish });
    })
};

function hashOf(request: EnvironmentRequest): string {
  return request.requirements.length === 0 ? 'plain' : request.requirements.join('+');
}

function requirement(text: string, line = 3): Requirement {
  return { text, position: { file: 'peach.yaml', line, column: 5 } };
}

function need(shared: string[], own: Record<string, string[]> = {}): EnvironmentNeed {
  return {
    shared: shared.map(text => requirement(text)),
    own: new Map(Object.entries(own).map(([key, texts]) => [key as TaskKey, texts.map(text => requirement(text, 9))])),
    python: null
  };
}

function create(good: EnvironmentRecord | null = null): IOrganisationEnvironment {
  return createOrganisationEnvironment({
    codops: 'debr',
    environments,
    clock,
    logger: createKeepingLogger(),
    good,
    save: record => saved.push(record),
    changed: () => undefined,
    signal: stop.signal
  });
}

beforeEach(() => {
  clock = createManualClock();
  stop = new AbortController();
  built = new Map();
  builds = [];
  saved = [];
});

afterEach(() => stop.abort());

describe('the environment of an organisation', () => {
  it('is built once for what its tasks need, and not again while that stays', async () => {
    const environment = create();

    environment.update(need(['six']));
    environment.update(need(['six']));
    await builds[0]?.finish();
    environment.update(need(['six']));

    expect(builds.map(({ hash }) => hash)).toEqual(['six']);
    expect(environment.describe()).toMatchObject({ state: 'ready', hash: 'six', reason: null });
    expect(saved).toMatchObject([{ hash: 'six', requirements: ['six'] }]);
  });

  it('makes a task wait for the first one', async () => {
    const environment = create();
    environment.update(need(['six']));
    const waiting = environment.forTask(TRAIN, 'wait');

    expect(await environment.forTask(TRAIN, 'now')).toEqual(done(null));
    await builds[0]?.finish();

    expect(await waiting).toMatchObject({ ok: true, value: { hash: 'six' } });
  });

  it('stays the last good one while another is built beside it', async () => {
    built.set('six', { hash: 'six', python: '/six/bin/python', builtAt: 1 });
    const environment = create({ hash: 'six', requirements: ['six'], builtAt: 1 });

    environment.update(need(['six'], { [TRAIN]: ['numpy'] }));

    expect(await environment.forTask(OTHER, 'now')).toMatchObject({ ok: true, value: { hash: 'six' } });
    expect(await environment.forTask(TRAIN, 'now')).toEqual(done(null));
    expect(environment.describe().state).toBe('building');
  });

  it('stays the last good one when another can not be built, and says why where it was asked for', async () => {
    built.set('six', { hash: 'six', python: '/six/bin/python', builtAt: 1 });
    const environment = create({ hash: 'six', requirements: ['six'], builtAt: 1 });
    environment.update(need(['six'], { [TRAIN]: ['no-such-thing'] }));

    await builds[0]?.finish('no-such-thing was not found in the registry\nmore');

    expect(environment.describe()).toMatchObject({
      state: 'failed',
      hash: 'six',
      reason: 'no-such-thing was not found in the registry\nmore'
    });
    expect(await environment.forTask(OTHER, 'wait')).toMatchObject({ ok: true, value: { hash: 'six' } });
    expect(await environment.forTask(TRAIN, 'wait')).toMatchObject({ ok: false });
    expect(environment.taskProblems(OTHER)).toEqual([]);
    expect(environment.taskProblems(TRAIN)).toMatchObject([
      {
        file: 'peach.yaml',
        line: 9,
        message: 'the environment with no-such-thing could not be built: no-such-thing was not found in the registry'
      }
    ]);
  });

  it('falls back to what every task needs when the very first one fails because of one task', async () => {
    const environment = create();
    environment.update(need(['six'], { [TRAIN]: ['no-such-thing'] }));

    await builds[0]?.finish('no-such-thing was not found');
    expect(builds.map(({ hash }) => hash)).toEqual(['no-such-thing+six', 'six']);
    await builds[1]?.finish();

    expect(await environment.forTask(OTHER, 'wait')).toMatchObject({ ok: true, value: { hash: 'six' } });
    expect(await environment.forTask(TRAIN, 'wait')).toMatchObject({ ok: false });
  });

  it('is tried again a minute after a failure, then after two', async () => {
    const environment = create();
    environment.update(need(['six']));
    await builds[0]?.finish('the index is away');

    await clock.advance(59_000);
    expect(builds).toHaveLength(1);
    await clock.advance(1_000);
    expect(builds).toHaveLength(2);
    await builds[1]?.finish('the index is away');
    await clock.advance(60_000);
    expect(builds).toHaveLength(2);
    await clock.advance(60_000);
    await builds[2]?.finish();

    expect(environment.describe()).toMatchObject({ state: 'ready', reason: null });
  });

  it('is built for the newest wish when that changed during a build', async () => {
    const environment = create();
    environment.update(need(['six']));
    environment.update(need(['numpy']));

    await builds[0]?.finish();
    await builds[1]?.finish();

    expect(builds.map(({ hash }) => hash)).toEqual(['six', 'numpy']);
    expect(environment.describe()).toMatchObject({ state: 'ready', hash: 'numpy' });
  });

  it('is built anew when somebody removed its folder', async () => {
    const environment = create({ hash: 'six', requirements: ['six'], builtAt: 1 });
    environment.update(need(['six']));

    const waiting = environment.forTask(TRAIN, 'wait');
    await settled();
    await builds[0]?.finish();

    expect(await waiting).toMatchObject({ ok: true, value: { hash: 'six' } });
  });
});

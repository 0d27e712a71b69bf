import { describe, expect, it } from 'vitest';
import { done, refuse, type Outcome } from '../../protocol/errors';
import type { CommitHash } from '../../protocol/identity';
import type { IGit, IRepository } from '../ports';
import { createKeepingLogger } from '../test-support/keeping-logger';
import { createManualClock, settled } from '../test-support/manual-clock';
import type { CheckedTask } from './checked-task';
import { createServedRepository } from './served-repository';
import { STILL_HEAD, stillRepository } from './test-support/still-repository';

const REPOSITORY = stillRepository();

/** A repository that can be opened as often as `answers` say, then always. */
function serve(answers: Outcome<IRepository>[]) {
  const clock = createManualClock();
  const logger = createKeepingLogger();
  const git: Pick<IGit, 'open'> = { open: () => Promise.resolve(answers.shift() ?? done(REPOSITORY)) };
  const served = createServedRepository({
    configuration: { url: REPOSITORY.url, branch: null, organisations: null },
    git,
    clock,
    logger,
    fetchEvery: 10_000,
    read: () => Promise.resolve(done({ organisations: [], problems: [] })),
    checkoutsInUse: () => [],
    apply: () => Promise.resolve(),
    changed: () => undefined,
    heldChanged: () => undefined
  });
  return { clock, logger, served };
}

const absent = () => refuse('not_found', 'there is no /srv/work');

describe('a repository that is not there yet', () => {
  it('is looked for again, as often as a remote is asked', async () => {
    const { clock, served } = serve([absent(), absent()]);
    await served.sync();
    await served.sync();
    expect(served.describe()).toMatchObject({ error: 'there is no /srv/work', version: null });
    expect(clock.sleepers).toBe(1);

    await clock.advance(10_000);
    await settled();

    expect(served.describe()).toMatchObject({ error: null, branch: 'master', version: '0000000' });
    expect(clock.sleepers).toBe(0);
  });

  it('is said once in the log', async () => {
    const { clock, logger, served } = serve([absent(), absent(), absent()]);
    await served.sync();
    await clock.advance(10_000);

    expect(logger.lines).toEqual([
      { level: 'warn', fields: { repository: '/srv/work', reason: 'there is no /srv/work' }, sentence: 'repository can not be used' }
    ]);
  });

  it('is not looked for any more when it is no longer served', async () => {
    const { clock, served } = serve([absent(), absent()]);
    await served.sync();

    served.close();
    await settled();

    expect(clock.sleepers).toBe(0);
    expect(served.repository).toBeNull();
  });
});

describe('a reading', () => {
  it('begins after whoever waits for it has asked: what is committed during another one is seen', async () => {
    const served = createServedRepository({
      configuration: { url: REPOSITORY.url, branch: null, organisations: null },
      git: { open: () => Promise.resolve(done({ ...REPOSITORY, head })) },
      clock: createManualClock(),
      logger: createKeepingLogger(),
      fetchEvery: 10_000,
      read: () => reading.promise.then(() => done({ organisations: [], problems: [] })),
      checkoutsInUse: () => [],
      apply: () => Promise.resolve(),
      changed: () => undefined,
      heldChanged: () => undefined
    });
    const reading = Promise.withResolvers<void>();
    let hash = STILL_HEAD.commit.hash;
    function head() {
      return Promise.resolve(done({ ...STILL_HEAD, commit: { ...STILL_HEAD.commit, hash } }));
    }
    const first = served.sync();
    await settled();
    hash = '1'.repeat(40) as CommitHash;

    const second = served.sync();
    reading.resolve();
    await first;
    expect(served.head?.commit.hash).toBe(STILL_HEAD.commit.hash);
    await second;

    expect(served.head?.commit.hash).toBe(hash);
  });
});

describe('working copies', () => {
  const task = { key: 'debr/a' } as CheckedTask;

  function serveCounting(tasks: readonly CheckedTask[]) {
    const steps: string[] = [];
    let hash = STILL_HEAD.commit.hash;
    const repository: IRepository = {
      ...REPOSITORY,
      head: () => Promise.resolve(done({ ...STILL_HEAD, commit: { ...STILL_HEAD.commit, hash } })),
      prepareCheckout: commit => steps.push(`prepare ${commit.slice(0, 1)}`)
    };
    const served = createServedRepository({
      configuration: { url: REPOSITORY.url, branch: null, organisations: null },
      git: { open: () => Promise.resolve(done(repository)) },
      clock: createManualClock(),
      logger: createKeepingLogger(),
      fetchEvery: 10_000,
      read: (_, commit) => {
        steps.push(`read ${commit.slice(0, 1)}`);
        return Promise.resolve(done({ organisations: [{ tasks } as never], problems: [] }));
      },
      checkoutsInUse: () => [],
      apply: () => Promise.resolve(),
      heldChanged: () => undefined,
      changed: () => undefined
    });
    const commit = (digit: string): void => {
      hash = digit.repeat(40) as CommitHash;
    };
    return { served, steps, commit };
  }

  it('are made as soon as it is known that there are tasks, and beside the reading of each further head', async () => {
    const { served, steps, commit } = serveCounting([task]);
    await served.sync();
    expect(steps).toEqual(['read 0', 'prepare 0']);

    commit('1');
    await served.sync();
    await served.sync();

    expect(steps.slice(2, 4)).toEqual(['prepare 1', 'read 1']);
    expect(steps.filter(step => step.startsWith('read'))).toHaveLength(2);
  });

  it('are not made of a repository without tasks, however large it is', async () => {
    const { served, steps, commit } = serveCounting([]);
    await served.sync();
    commit('1');
    await served.sync();

    expect(steps).toEqual(['read 0', 'read 1']);
  });
});

import { expect, it } from 'vitest';
import { done, refuse, type Outcome } from '../../protocol/errors';
import type { Head } from '../ports';
import { createKeepingLogger } from '../test-support/keeping-logger';
import { createManualClock, settled } from '../test-support/manual-clock';
import { createServedRepository } from './served-repository';
import { STILL_HEAD, stillRepository } from './test-support/still-repository';

/** A remote whose answers a test gives when it likes. */
function serve(url = 'https://example.org/work') {
  const clock = createManualClock();
  const logger = createKeepingLogger();
  const fetches: ((outcome: Outcome<null>) => void)[] = [];
  let head: () => Promise<Outcome<Head>> = () => Promise.resolve(done(STILL_HEAD));
  let heldChanges = 0;
  const repository = stillRepository({
    url,
    local: false,
    head: () => head(),
    fetch: () => new Promise(resolve => fetches.push(resolve))
  });
  const served = createServedRepository({
    configuration: { url, branch: null, organisations: null },
    git: { open: () => Promise.resolve(done(repository)) },
    clock,
    logger,
    fetchEvery: 10_000,
    read: () => Promise.resolve(done({ organisations: [], problems: [] })),
    checkoutsInUse: () => [],
    apply: () => Promise.resolve(),
    changed: () => undefined,
    heldChanged: () => {
      heldChanges += 1;
    }
  });
  return {
    clock,
    logger,
    served,
    answerFetch: async (outcome: Outcome<null>) => {
      fetches.shift()?.(outcome);
      await settled();
    },
    answerHead: (answer: () => Promise<Outcome<Head>>) => {
      head = answer;
    },
    heldChanges: () => heldChanges
  };
}

/** Whether `promise` is over when all that can happen by now has happened. */
async function isOver(promise: Promise<void>): Promise<boolean> {
  let over = false;
  void promise.then(() => {
    over = true;
  });
  await settled();
  return over;
}

const away = (): Outcome<null> => refuse('git_failed', 'it can’t be fetched: nothing came for 40 s');

it('is read as the remote is now, where that answers at once', async () => {
  const { served, answerFetch } = serve();
  const synced = served.sync();
  expect(await isOver(synced)).toBe(false);

  await answerFetch(done(null));

  expect(await isOver(synced)).toBe(true);
  expect(served.describe()).toMatchObject({ version: '0000000', error: null });
});

it('is read as it was fetched last, where the remote keeps it waiting', async () => {
  const { clock, served } = serve();
  const synced = served.sync();
  await settled();

  await clock.advance(3_000);

  expect(await isOver(synced)).toBe(true);
  expect(served.describe()).toMatchObject({ version: '0000000', error: null });
  expect(served.held).toBeNull();
});

it('says nothing against a remote that is asked for the first time, and then why it can’t be used', async () => {
  const { clock, served, answerFetch, answerHead } = serve();
  answerHead(() => Promise.resolve(refuse('git_failed', 'nothing came for 40 s')));
  void served.sync();
  await settled();
  await clock.advance(3_000);
  expect(served.describe()).toMatchObject({ version: null, error: null });

  await answerFetch(away());

  expect(served.describe()).toMatchObject({ version: null, error: 'nothing came for 40 s' });
});

it('tells once in the log that a remote is away, and that it is back', async () => {
  const { clock, logger, served, answerFetch } = serve();
  void served.sync();
  await settled();
  for (const outcome of [away(), away(), done(null), done(null)]) {
    await answerFetch(outcome);
    await clock.advance(10_000);
  }
  served.close();

  expect(logger.lines.map(({ sentence }) => sentence)).toEqual([
    'remote could not be asked, what was fetched last goes on',
    'remote answers again'
  ]);
});

it('keeps nobody waiting for longer than five seconds while it can’t be read, and holds its tasks until it is', async () => {
  const { clock, served, answerFetch, answerHead, heldChanges } = serve();
  void served.sync();
  await settled();
  await answerFetch(done(null));
  const reading = Promise.withResolvers<Outcome<Head>>();
  answerHead(() => reading.promise);
  const synced = served.sync();
  await settled();
  await clock.advance(4_900);
  expect(await isOver(synced)).toBe(false);

  await clock.advance(100);

  expect(await isOver(synced)).toBe(true);
  expect(await isOver(served.sync())).toBe(true);
  expect(served.held).toBe('its repository https://example.org/work is still being read: see whether its disk or remote answers');
  reading.resolve(done(STILL_HEAD));
  await settled();
  expect(served.held).toBeNull();
  expect(heldChanges()).toBe(2);
});

it('is waited for only a moment where the reading before took long', async () => {
  const { clock, served, answerFetch, answerHead } = serve();
  void served.sync();
  await settled();
  await answerFetch(done(null));
  const readings = [Promise.withResolvers<Outcome<Head>>(), Promise.withResolvers<Outcome<Head>>()] as const;
  answerHead(() => readings[0].promise);
  void served.sync();
  await settled();
  await clock.advance(5_000);
  answerHead(() => readings[1].promise);
  readings[0].resolve(refuse('git_failed', 'nothing came for 40 s'));
  await settled();

  const synced = served.sync();
  await settled();
  await clock.advance(200);

  expect(await isOver(synced)).toBe(true);
  expect(served.held).toContain('is still being read');
  readings[1].resolve(done(STILL_HEAD));
  await settled();
});

it('is shown without the token in its url', async () => {
  const { logger, served, answerFetch } = serve('https://t0ken@example.org/work?private_token=s3cret');
  void served.sync();
  await settled();
  await answerFetch(away());

  expect(served.url).toBe('https://example.org/work?private_token=***');
  expect(JSON.stringify([served.describe(), logger.lines])).not.toMatch(/t0ken|s3cret/);
});

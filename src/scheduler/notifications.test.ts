import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCheck } from '../protocol/check';
import { NotificationSchema, type Notification } from '../protocol/notification';
import { createFakeAdapters, type FakeAdapters } from './test-support/fake-adapters';
import { createFakeRepository, type FakeRepository } from './test-support/fake-repository';
import { configure, definitions, factsOf, rest, task } from './test-support/wired-scheduler';
import { wireScheduler, type WiredScheduler } from './wire';

const HOOK = 'https://hooks.example.org/a';

let repository: FakeRepository;
let adapters: FakeAdapters;
let scheduler: WiredScheduler;

async function start(notify: string): Promise<void> {
  const configuration = configure(`repositories: [{url: /repository}]\nloops: {debr: {interval: 0s}}\nnotify: ${notify}`);
  scheduler = wireScheduler(adapters, { configuration, facts: factsOf(adapters), keepRunning: true, end: () => undefined });
  await scheduler.start();
  await rest();
}

const STATUS: Readonly<Record<string, 'SUCCESS' | 'KILLED'>> = { s: 'SUCCESS', k: 'KILLED' };

/** Ends run after run, each as its letter says. */
async function end(letters: string): Promise<void> {
  for (const letter of letters) {
    const { run } = adapters.python.specifications.at(-1)!;
    adapters.python.end(run, { status: STATUS[letter] ?? 'FAILURE', reason: 'boom' });
    await rest();
  }
}

const told = (): readonly string[] => adapters.posted.map(({ body }) => (body as Notification).text);

beforeEach(() => {
  repository = createFakeRepository();
  adapters = createFakeAdapters([repository]);
});

afterEach(async () => {
  scheduler.stop();
  adapters.python.specifications.forEach(({ run }) => adapters.python.end(run));
  await rest();
  adapters.store.close();
});

it('tells once that a task fails, with the commits since its last success, and once that it works again', async () => {
  const good = repository.commit(definitions(task('work')));
  await start(`[{webhook: "${HOOK}", after_failures: 2}]`);
  await end('s');
  const bad = repository.commit({ ...definitions(task('work')), note: '1' });
  await rest();
  await end('ffkff');

  expect(adapters.posted.every(({ body }) => createCheck(NotificationSchema)(body).ok)).toBe(true);
  expect(adapters.posted).toMatchObject([
    { url: HOOK, body: { kind: 'failing', task: 'debr/work', failures: 2, run: { status: 'FAILURE' }, commits: { from: good, to: bad } } }
  ]);
  expect(told()[0]).toMatch(
    /^debr\/work failed 2 times in a row: boom \(version [0-9a-f]{7} by .*; last success with version [0-9a-f]{7}\)$/
  );
  await end('ss');

  expect(told().slice(1)).toEqual([expect.stringMatching(/^debr\/work works again, after it had failed 4 times in a row \(version /)]);
});

it('tells those who want to know of the organisation, each after as many failures as they say', async () => {
  repository.commit(definitions(task('work')));
  await start(`[{webhook: "${HOOK}", organisations: [sesr]}, {webhook: "${HOOK}/b", after_failures: 1}, {webhook: "${HOOK}/c"}]`);
  await end('fff');

  expect(adapters.posted.map(({ url }) => url)).toEqual([`${HOOK}/b`, `${HOOK}/c`]);
  expect(told()[0]).toContain('debr/work failed once: boom');
  expect(told()[0]).toContain('it never succeeded before');
});

it('tries again where nobody takes it, and gives up after a while', async () => {
  repository.commit(definitions(task('work')));
  adapters.deaf.add(HOOK);
  await start(`[{webhook: "${HOOK}", after_failures: 1}]`);
  await end('f');
  await adapters.clock.advance(10_000);
  await adapters.clock.advance(60_000);
  adapters.deaf.clear();
  await adapters.clock.advance(600_000);
  await adapters.clock.advance(6_000_000);

  expect(told().filter(text => text.includes('failed once'))).toHaveLength(4);
});

it('tells after a restart what nobody had taken, with the attempts that are left, and no more', async () => {
  repository.commit(definitions(task('work')));
  adapters.deaf.add(HOOK);
  await start(`[{webhook: "${HOOK}", after_failures: 1}, {webhook: "${HOOK}/gone", after_failures: 1}]`);
  adapters.deaf.add(`${HOOK}/gone`);
  await end('f');
  await adapters.clock.advance(10_000);
  scheduler.stop();
  await rest();
  adapters.posted.length = 0;

  await start(`[{webhook: "${HOOK}", after_failures: 1}]`);
  await adapters.clock.advance(600_000);
  await adapters.clock.advance(6_000_000);
  expect(adapters.posted.filter(({ body }) => (body as Notification).kind === 'failing').map(({ url }) => url)).toEqual([HOOK, HOOK]);
  scheduler.stop();
  await rest();
  adapters.posted.length = 0;

  await start(`[{webhook: "${HOOK}", after_failures: 1}]`);
  expect(adapters.posted).toEqual([]);
});

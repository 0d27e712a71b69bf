import type * as fileSystem from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createGit } from '../create-git';
import { makeTestRepository, silentLogger, type TestRepository } from '../test-support/make-test-repository';

vi.mock('node:fs', async original => ({
  ...(await original<typeof fileSystem>()),
  watch: () => {
    throw new Error('ENOSPC: System limit for number of file watchers reached');
  }
}));

let there: TestRepository;

beforeEach(() => {
  there = makeTestRepository();
});

afterEach(() => there.remove());

it('looks by itself now and then where the system can tell nothing', async () => {
  there.commit({ a: '1' });
  let tick: () => void = () => undefined;
  const clock = { now: () => 0, monotonic: () => 0, uptime: () => 0, sleep: () => new Promise<void>(resolve => (tick = resolve)) };
  const opened = await createGit({ stateDir: there.folder, clock, logger: silentLogger, keeperThread: null }).open({
    url: there.root,
    branch: null,
    organisations: null
  });
  const repository = opened.ok ? opened.value : null;
  await repository?.head();
  const changed = vi.fn<() => void>();
  const unwatch = repository?.watch(changed);
  there.commit({ a: '2' });

  await vi.waitFor(() => {
    tick();
    expect(changed).toHaveBeenCalled();
  });

  unwatch?.();
  tick();
});

import { expect, it, vi } from 'vitest';
import { done, refuse, type Outcome } from '../../protocol/errors';
import { createSharedBuilds } from './shared-builds';

const never = new AbortController().signal;

/** Work that ends when told to, or when it is aborted. */
function controllable() {
  const work = vi.fn<(signal: AbortSignal) => Promise<Outcome<string>>>();
  let finish: (outcome: Outcome<string>) => void = () => undefined;
  work.mockImplementation(
    signal =>
      new Promise(resolve => {
        finish = resolve;
        signal.addEventListener('abort', () => resolve(refuse('definition_invalid', 'aborted')));
      })
  );
  return { work, finish: (value: string) => finish(done(value)) };
}

it('does the work once for all who wait for it', async () => {
  const builds = createSharedBuilds<string>();
  const { work, finish } = controllable();

  const both = Promise.all([builds.join('a', never, work), builds.join('a', never, work)]);
  finish('built');

  expect(await both).toEqual([done('built'), done('built')]);
  expect(work).toHaveBeenCalledTimes(1);
});

it('does different work side by side, and work that has ended again', async () => {
  const builds = createSharedBuilds<string>();
  const work = vi.fn(() => Promise.resolve(done('built')));

  await Promise.all([builds.join('a', never, work), builds.join('b', never, work)]);
  await builds.join('a', never, work);

  expect(work).toHaveBeenCalledTimes(3);
});

it('goes on while anybody waits for it', async () => {
  const builds = createSharedBuilds<string>();
  const { work, finish } = controllable();
  const controller = new AbortController();
  const impatient = builds.join('a', controller.signal, work);
  const patient = builds.join('a', never, work);

  controller.abort();

  expect(await impatient).toMatchObject({ ok: false, refusal: { code: 'shutting_down' } });
  finish('built');
  expect(await patient).toEqual(done('built'));
});

it('is aborted when the last one has left, and starts anew for the next', async () => {
  const builds = createSharedBuilds<string>();
  const { work, finish } = controllable();
  const controller = new AbortController();
  const left = builds.join('a', controller.signal, work);

  controller.abort();
  const next = builds.join('a', never, work);
  finish('built');

  expect(await left).toMatchObject({ ok: false, refusal: { code: 'shutting_down' } });
  expect(work.mock.calls[0]?.[0].aborted).toBe(true);
  expect(await next).toEqual(done('built'));
  expect(work).toHaveBeenCalledTimes(2);
});

it('does not start for one who has already left', async () => {
  const work = vi.fn(() => Promise.resolve(done('built')));

  expect(await createSharedBuilds<string>().join('a', AbortSignal.abort(), work)).toMatchObject({ ok: false });
  expect(work).not.toHaveBeenCalled();
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createFlush, shareCalls } from './create-flush';

/** Work whose end the test decides; `begun` counts. */
function heldWork(): { readonly work: () => Promise<void>; readonly finish: (error?: Error) => void; readonly begun: () => number } {
  const waiting: PromiseWithResolvers<void>[] = [];
  let begun = 0;
  return {
    work: () => {
      begun += 1;
      const held = Promise.withResolvers<void>();
      waiting.push(held);
      return held.promise;
    },
    finish: error => {
      const held = waiting.shift();
      if (error === undefined) {
        held?.resolve();
      } else {
        held?.reject(error);
      }
    },
    begun: () => begun
  };
}

it('makes calls that come while it works share the next one, which begins after them', async () => {
  const { work, finish, begun } = heldWork();
  const flush = shareCalls(work);
  const ended: string[] = [];
  const first = flush().then(() => ended.push('first'));
  const later = [flush(), flush()].map(call => call.then(() => ended.push('later')));
  expect(begun()).toBe(1);

  finish();
  await first;
  await new Promise(setImmediate);
  expect([begun(), ended]).toEqual([2, ['first']]);

  finish();
  await Promise.all(later);
  expect(ended).toEqual(['first', 'later', 'later']);
  void flush();
  expect(begun()).toBe(3);
});

it('tells those whose flush failed, and nobody else', async () => {
  const { work, finish } = heldWork();
  const flush = shareCalls(work);
  const calls = [flush(), flush()];

  finish(new Error('input/output error'));
  await expect(calls[0]).rejects.toThrow('input/output error');
  finish();

  await expect(calls[1]).resolves.toBeUndefined();
});

it('flushes the log that is written ahead, and finds one that was missing before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'peach-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const flush = createFlush(join(folder, 'store'));
  await expect(flush.flush()).rejects.toThrow('no such file');

  await writeFile(join(folder, 'store-wal'), 'x');

  await expect(flush.flush()).resolves.toBeUndefined();
  flush.close();
});

import { expect, it } from 'vitest';
import { shareCalls } from './share-calls';

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
  const call = shareCalls(work);
  const ended: string[] = [];
  const first = call().then(() => ended.push('first'));
  const later = [call(), call()].map(made => made.then(() => ended.push('later')));
  expect(begun()).toBe(1);

  finish();
  await first;
  await new Promise(setImmediate);
  expect([begun(), ended]).toEqual([2, ['first']]);

  finish();
  await Promise.all(later);
  expect(ended).toEqual(['first', 'later', 'later']);
  void call();
  expect(begun()).toBe(3);
});

it('tells those whose work failed, and nobody else', async () => {
  const { work, finish } = heldWork();
  const call = shareCalls(work);
  const calls = [call(), call()];

  finish(new Error('input/output error'));
  await expect(calls[0]).rejects.toThrow('input/output error');
  finish();

  await expect(calls[1]).resolves.toBeUndefined();
});

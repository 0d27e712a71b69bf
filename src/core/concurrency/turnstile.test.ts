import { expect, it } from 'vitest';
import { createTurnstile } from './turnstile';

it('lets in no more than there are places, and the next in the order they came, and tells who waited', async () => {
  const turnstile = createTurnstile(1);
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const inside: [number, boolean][] = [];
  const passes = gates.map((gate, index) =>
    turnstile.pass(async waited => {
      inside.push([index, waited]);
      await gate.promise;
    })
  );
  expect(inside).toEqual([[0, false]]);

  gates[0]?.resolve();
  await passes[0];

  expect(inside).toEqual([
    [0, false],
    [1, true]
  ]);
  gates[1]?.resolve();
  await passes[1];
});

it('gives the place free when the work fails', async () => {
  const turnstile = createTurnstile(1);
  await expect(turnstile.pass(() => Promise.reject(new Error('no')))).rejects.toThrow('no');

  await expect(turnstile.pass(() => Promise.resolve('in'))).resolves.toBe('in');
});

it('without a limit lets everybody in at once', async () => {
  const turnstile = createTurnstile(null);
  const gate = Promise.withResolvers<void>();
  let inside = 0;
  const passes = [1, 2, 3].map(() =>
    turnstile.pass(() => {
      inside += 1;
      return gate.promise;
    })
  );

  expect(inside).toBe(3);
  gate.resolve();
  await Promise.all(passes);
});

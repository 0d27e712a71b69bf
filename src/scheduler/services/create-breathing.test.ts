import { expect, it } from 'vitest';
import { createBreathing } from './create-breathing';

it('lets others go on in the middle of long work', async () => {
  const breathe = createBreathing();
  let others = 0;
  const timer = setInterval(() => {
    others += 1;
  }, 0);
  const until = performance.now() + 100;

  while (performance.now() < until) {
    await breathe();
  }

  clearInterval(timer);
  expect(others).toBeGreaterThan(1);
});

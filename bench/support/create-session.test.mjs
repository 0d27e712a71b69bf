import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSession } from './create-session.mjs';

it('ends what was started, the newest first, and removes its folder when it is told to', async () => {
  const session = createSession();
  const ended = [];
  writeFileSync(join(session.folder, 'file'), '');
  session.defer(() => ended.push(`first, folder ${existsSync(session.folder)}`));
  session.defer(() => ended.push('second'));

  await session.close();
  session.remove();

  expect(ended).toEqual(['second', 'first, folder true']);
  expect(existsSync(session.folder)).toBe(false);
});

it('ends once what was ended before', async () => {
  const session = createSession();
  let count = 0;
  const end = session.defer(() => {
    count += 1;
  });

  await end();
  await end();
  await session.close();
  session.remove();

  expect(count).toBe(1);
});

it('lets whoever waits for it know of a failure', async () => {
  const session = createSession();

  session.fail(new Error('the scheduler ended'));

  await expect(session.failed).rejects.toThrow('the scheduler ended');
  await session.close();
  session.remove();
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createFlush } from './create-flush';

it('flushes the log that is written ahead, and finds one that was missing before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'peach-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const flush = createFlush(join(folder, 'store'));
  await expect(flush.flush()).rejects.toThrow('no such file');

  await writeFile(join(folder, 'store-wal'), 'x');

  await expect(flush.flush()).resolves.toBeUndefined();
  flush.close();
});

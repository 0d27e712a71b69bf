import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../test-support/until';
import { watchFolder } from './watch-folder';

describe('a watched folder', () => {
  let folder: string;
  let calls: number;
  let end: () => void;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'peach-watch-'));
    calls = 0;
    end = watchFolder(folder, ['end.json'], () => {
      calls += 1;
    });
  });
  afterEach(async () => {
    end();
    await rm(folder, { recursive: true, force: true });
  });

  it('tells of a file that appears by rename, and of no other', async () => {
    await writeFile(join(folder, 'log'), 'line');
    await writeFile(join(folder, 'end.json.7'), '{}');
    await rename(join(folder, 'end.json.7'), join(folder, 'end.json'));

    await until('it was told', () => calls > 0);

    expect(calls).toBe(1);
  });

  it('is silent where the folder is not there', () => {
    const endNothing = watchFolder(join(folder, 'missing'), ['end.json'], () => {
      calls += 1;
    });

    expect(endNothing).not.toThrow();
    expect(calls).toBe(0);
  });

  it('survives that the folder is removed', async () => {
    await rm(folder, { recursive: true });

    expect(end).not.toThrow();
  });
});

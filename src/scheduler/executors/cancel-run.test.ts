import { existsSync } from 'node:fs';
import { link, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Claim } from '../../protocol/run-folder';
import { cancelRun } from './cancel-run';
import { isAlive } from './process-identity';

const ROUNDS = 300;
const THEIRS: Claim = { boot_id: 'boot', pid: 7, start_time: 1, claimed_at: 1 };

/** What a supervisor does. True where the run is its own. */
async function claim(folder: string): Promise<boolean> {
  try {
    await writeFile(join(folder, 'claim.7'), JSON.stringify(THEIRS));
    await link(join(folder, 'claim.7'), join(folder, 'claim'));
    return true;
  } catch {
    return false;
  }
}

describe('cancelling a run', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'peach-cancel-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('leaves nothing of a run that nobody took', async () => {
    await mkdir(join(directory, 'run'));

    expect(await cancelRun(join(directory, 'run'))).toBeNull();

    expect(await readdir(directory)).toEqual([]);
    expect(await claim(join(directory, 'run'))).toBe(false);
  });

  it('gives the claim of the supervisor that took it, and touches nothing', async () => {
    await mkdir(join(directory, 'run'));
    await claim(join(directory, 'run'));

    expect(await cancelRun(join(directory, 'run'))).toEqual(THEIRS);

    expect(existsSync(join(directory, 'run', 'claim'))).toBe(true);
  });

  it('has nothing to do where there is no folder', async () => {
    expect(await cancelRun(join(directory, 'run'))).toBeNull();
  });

  it('is either first or second, however close it and a supervisor are', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const folder = join(directory, String(round));
      await mkdir(folder);

      const [theirs, answer] = await Promise.all([claim(folder), cancelRun(folder)]);

      expect(answer).toEqual(theirs ? THEIRS : null);
    }
  });

  it.each(['', '{"boot_id": "b', 'null', '{"pid": 1}'])(
    'takes a damaged claim (%j) for that of a dead supervisor, where nothing of the run lives',
    async text => {
      await mkdir(join(directory, 'run'));
      await writeFile(join(directory, 'run', 'claim'), text);

      const claim = await cancelRun(join(directory, 'run'));

      expect(claim).not.toBeNull();
      expect(isAlive(claim!)).toBe(false);
      expect(existsSync(join(directory, 'run', 'claim'))).toBe(true);
    }
  );

  it('decides nothing where a claim can’t be read', async () => {
    await mkdir(join(directory, 'run', 'claim'), { recursive: true });

    await expect(cancelRun(join(directory, 'run'))).rejects.toThrow('EISDIR');
  });
});

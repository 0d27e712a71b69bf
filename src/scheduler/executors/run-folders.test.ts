import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunId, TaskId } from '../../protocol/identity';
import type { RunSpecification } from '../../protocol/run-folder';
import type { IRunFolders } from '../ports';
import { createRunFolders } from './run-folders';

const SPECIFICATION: RunSpecification = {
  version: 1,
  run: '0197a000-0000-7000-8000-000000000001' as RunId,
  task: '0197a000-0000-7000-8000-000000000000' as TaskId,
  key: null,
  organisation: 'debr',
  environment: 'e1',
  notebook: 'notebooks/grün.ipynb',
  method: 'task',
  cells: [{ number: 2, source: 'def task():\n  pass\u2028', ipython: false }],
  args: { deep: [{ x: null }] },
  checkout: '/checkout',
  working_directory: '/checkout/notebooks',
  data_dir: '/data',
  temporary_dir: '/tmp/run',
  variables: { SECRET: 's' },
  notes: [],
  timeout: 3600,
  grace: 10
};

describe('run folders', () => {
  let directory: string;
  let folders: IRunFolders;
  let specification: RunSpecification;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'peach-folders-'));
    await chmod(directory, 0o755);
    folders = createRunFolders({ directory: join(directory, 'runs'), temporary: join(directory, 'tmp') });
    specification = { ...SPECIFICATION, temporary_dir: join(directory, 'tmp', 'run') };
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('gives back the specification that a folder was made with', async () => {
    await folders.create(specification);

    expect(await folders.specification(specification.run)).toEqual(specification);
    expect(await readdir(folders.path(specification.run))).toEqual(['specification.json']);
  });

  it('keeps the secrets of a specification from other users', async () => {
    await folders.create(specification);

    const modes = [folders.path(specification.run), join(folders.path(specification.run), 'specification.json')];
    expect(await Promise.all(modes.map(async path => (await stat(path)).mode & 0o077))).toEqual([0, 0]);
  });

  it('knows no specification where the file is gone, broken or of another shape', async () => {
    expect(await folders.specification(specification.run)).toBeNull();
    await folders.create(specification);
    for (const text of ['{"version": 1', '{"version": 2}', '']) {
      await writeFile(join(folders.path(specification.run), 'specification.json'), text);

      expect(await folders.specification(specification.run)).toBeNull();
    }
  });

  it('makes a folder again while nobody has started the run, and never after', async () => {
    await folders.create(specification);
    await folders.create({ ...specification, timeout: 60 });
    expect((await folders.specification(specification.run))?.timeout).toBe(60);
    const claim = { boot_id: 'b', pid: 1, start_time: 1, claimed_at: 1 };
    await writeFile(join(folders.path(specification.run), 'claim'), JSON.stringify(claim));

    await expect(folders.create(specification)).rejects.toThrow('a run starts at most once');
  });
});

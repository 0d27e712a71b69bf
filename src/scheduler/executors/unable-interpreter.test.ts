import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPythonHarness, TEST_ENVIRONMENT, type PythonHarness } from './test-support/python-harness';

describe('an interpreter that can not start', () => {
  let harness: PythonHarness;
  /** Makes the interpreter of an environment that is broken in one way. */
  const broken = {
    'is missing': async () => Promise.resolve('/nowhere/bin/python'),
    'is a link to what is gone': async (path: string) => {
      await symlink('/nowhere/bin/python', path);
      return path;
    },
    'may not be executed': async (path: string) => {
      await writeFile(path, '#!/bin/sh\n');
      return path;
    },
    'is of a wrong format': async (path: string) => {
      await writeFile(path, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0xff, 0xff, 0xff, 0xff, 0, 1, 2, 3]));
      await chmod(path, 0o755);
      return path;
    },
    'is another program': async (path: string) => {
      await writeFile(path, '#!/bin/sh\necho "python is not here" >&2\nexit 9\n');
      await chmod(path, 0o755);
      return path;
    },
    'lacks its standard library': async (path: string) => {
      await writeFile(path, `#!/bin/sh\nPYTHONHOME=/nowhere exec ${TEST_ENVIRONMENT.python} "$@"\n`);
      await chmod(path, 0o755);
      return path;
    },
    'is a folder': async (path: string) => {
      await mkdir(path);
      return path;
    },
    'kills itself': async (path: string) => {
      await writeFile(path, '#!/bin/sh\nkill -9 $$\n');
      await chmod(path, 0o755);
      return path;
    }
  } as const;
  const words: Record<keyof typeof broken, RegExp> = {
    'is missing': /could not be started with \/nowhere\/bin\/python; spawn .* ENOENT/,
    'is a link to what is gone': /ENOENT/,
    'may not be executed': /EACCES/,
    'is of a wrong format': /ENOEXEC|it ended with exit code/,
    'is another program': /it ended with exit code 9: .*python is not here/s,
    'lacks its standard library': /it ended with exit code 1: .*encodings/s,
    'is a folder': /EACCES/,
    'kills itself': /it ended with SIGKILL/
  };
  beforeEach(async () => {
    harness = await createPythonHarness();
  });
  afterEach(() => harness.dispose());

  it.each(Object.keys(broken) as (keyof typeof broken)[])('is told of where it %s', async how => {
    const specification = await harness.prepare('def task(): pass');
    const python = await broken[how](join(harness.directory, 'python'));

    const started = harness.executor().start(specification, { ...TEST_ENVIRONMENT, python });

    await expect(started).rejects.toThrow(words[how]);
    await expect(started).rejects.toThrow(`the run’s supervisor could not be started with ${python}; `);
    expect(await harness.executor().adopt(specification.run)).toEqual({ kind: 'unclaimed' });
  });
});

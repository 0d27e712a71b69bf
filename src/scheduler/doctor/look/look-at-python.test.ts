import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WELL_FACTS } from '../test-support/well';
import { lookAtPython } from './look-at-python';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-doctor-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Asks an interpreter that does no more than `script`. */
function ask(script: string, timeout?: number) {
  const python = join(folder, 'python');
  writeFileSync(python, `#!/bin/sh\n${script}\n`);
  chmodSync(python, 0o755);
  return lookAtPython({ python, packageDir: '/usr/lib', variables: process.env, ...(timeout === undefined ? {} : { timeout }) });
}

it('takes what the package tells, asked from the folder that it is in', async () => {
  expect(await ask(`test "$PWD $*" = "/usr -m peach_lab.doctor" && echo '${JSON.stringify(WELL_FACTS)}'`)).toEqual({
    ok: true,
    facts: WELL_FACTS
  });
});

it.each([
  [
    'echo "Traceback:" >&2; echo "ModuleNotFoundError: No module named peach_lab" >&2; exit 1',
    'ModuleNotFoundError: No module named peach_lab'
  ],
  ['exit 1', 'it failed without a word'],
  ['echo "{}"', 'its answer is not of this version of peach-lab'],
  ['echo hello', 'its answer is not of this version of peach-lab']
])('tells why not for %j', async (script, why) => {
  expect(await ask(script)).toEqual({ ok: false, why });
});

it('does not wait for one that hangs, nor for one that is not there', async () => {
  expect(await ask('exec sleep 600', 300)).toEqual({ ok: false, why: 'it took longer than 0.3 s' });
  expect(await lookAtPython({ python: '/nowhere/python', packageDir: '/usr/lib', variables: {} })).toEqual({
    ok: false,
    why: 'it could not be started (ENOENT)'
  });
});

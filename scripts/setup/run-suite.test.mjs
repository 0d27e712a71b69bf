import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runSuite } from './run-suite.mjs';

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-suite-'));
  vi.spyOn(console, 'error').mockReturnValue();
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const shell = (text, minutes) => runSuite(['sh', ['-c', text]], { cwd: folder, env: process.env, minutes });

const isAlive = pid => existsSync(`/proc/${pid}`) && !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));

it('answers the exit code of a suite', async () => {
  expect([await shell('exit 0', 1), await shell('exit 3', 1)]).toEqual([0, 3]);
});

it('ends a suite that does not end, with its children, and counts it as failed', async () => {
  const code = await shell('sleep 600 & echo $! > child; trap "" TERM; echo $$ > main; wait; wait; sleep 600', 1 / 600);

  expect(code).toBe(1);
  const pids = ['child', 'main'].map(name => readFileSync(join(folder, name), 'utf8').trim());
  await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 20_000 });
  expect(console.error).toHaveBeenCalledWith(expect.stringContaining('did not end within'));
});

it('does not wait for what a suite left in the background', async () => {
  expect(await shell('sleep 600 & echo $! > child', 1)).toBe(0);
  process.kill(Number(readFileSync(join(folder, 'child'), 'utf8')), 'SIGKILL');
});

it('says why a suite could not be started', async () => {
  expect(await runSuite(['/nowhere/suite', []], { cwd: folder, env: process.env, minutes: 1 })).toBe(1);
  expect(console.error).toHaveBeenCalledWith(expect.stringContaining('ENOENT'));
});

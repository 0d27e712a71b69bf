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
  vi.useRealTimers();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const shell = (text, minutes) => runSuite(['sh', ['-c', text]], { cwd: folder, env: process.env, minutes });

function isAlive(pid) {
  try {
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Waits for a state, though timers are the test's own. The limit of the test ends it. */
async function until(isSo) {
  while (!isSo()) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

it('answers the exit code of a suite', async () => {
  expect([await shell('exit 0', 1), await shell('exit 3', 1)]).toEqual([0, 3]);
});

it('ends a suite that does not end, with its children, and counts it as failed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const ended = shell('sleep 600 & echo $! > child; trap "" TERM; echo $$ > main; wait; wait; sleep 600', 20);
  await until(() => existsSync(join(folder, 'main')) && readFileSync(join(folder, 'main'), 'utf8').endsWith('\n'));
  const pids = ['child', 'main'].map(name => readFileSync(join(folder, name), 'utf8').trim());

  vi.advanceTimersByTime(20 * 60_000);
  await until(() => !isAlive(pids[0]));
  expect(isAlive(pids[1])).toBe(true);
  vi.advanceTimersByTime(5_000);

  expect(await ended).toBe(1);
  await until(() => !pids.some(isAlive));
  expect(console.error).toHaveBeenCalledWith(expect.stringContaining('did not end within 20 minutes'));
});

it('does not wait for what a suite left in the background', async () => {
  expect(await shell('sleep 600 & echo $! > child', 1)).toBe(0);
  process.kill(Number(readFileSync(join(folder, 'child'), 'utf8')), 'SIGKILL');
});

it('says why a suite could not be started', async () => {
  expect(await runSuite(['/nowhere/suite', []], { cwd: folder, env: process.env, minutes: 1 })).toBe(1);
  expect(console.error).toHaveBeenCalledWith(expect.stringContaining('ENOENT'));
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockState } from './state-lock';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'peach-lock-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

/** What another process answers that tries for the same directory and then dies by SIGKILL with the lock in hand. */
function tryElsewhere(): string {
  const script = `
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(${JSON.stringify(join(directory, 'owner.lock'))});
    try { database.exec('pragma busy_timeout = 0; begin exclusive'); require('fs').writeSync(1, 'taken'); }
    catch { require('fs').writeSync(1, 'refused'); }
    process.kill(process.pid, 'SIGKILL');`;
  return spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout;
}

it('is had by one process at a time', () => {
  const lock = lockState(directory);

  expect(lock).not.toBeNull();
  expect(lockState(directory)).toBeNull();
  expect(tryElsewhere()).toBe('refused');
  lock?.release();
  expect(tryElsewhere()).toBe('taken');
});

it('is free again after its owner was killed', () => {
  expect(tryElsewhere()).toBe('taken');

  const lock = lockState(directory);

  expect(lock).not.toBeNull();
  lock?.release();
});

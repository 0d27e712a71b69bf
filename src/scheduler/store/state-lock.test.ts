import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { lockState, ownerPid } from './state-lock';

const WAIT = { timeout: 20_000 };

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

it('tells the pid of the process that has it', () => {
  expect(ownerPid(directory)).toBeNull();

  const lock = lockState(directory);

  expect(ownerPid(directory)).toBe(process.pid);
  lock?.release();
  expect(ownerPid(directory)).toBeNull();
});

/** A process that tries once it is told to, as `lockState` does, and keeps what it got. */
const RACER = `
import { lockState } from './src/scheduler/store/state-lock.ts';
process.stdin.once('data', () => {
  // Kept, as the scheduler keeps it: one that is collected lets go of the lock.
  globalThis.kept = lockState(process.argv[1]);
  process.stdout.write(globalThis.kept === null ? 'refused' : 'taken');
});
process.stdin.once('end', () => process.exit());
process.stdout.write('ready ');`;

it('is had by exactly one of several that try in the same moment', async () => {
  for (let round = 0; round < 3; round += 1) {
    const folder = mkdtempSync(join(directory, 'race-'));
    const racers = Array.from({ length: 4 }, () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', RACER, folder], { stdio: ['pipe', 'pipe', 'ignore'] });
      let said = '';
      child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
      return { child, said: () => said };
    });
    await Promise.all(racers.map(racer => vi.waitUntil(() => racer.said().includes('ready'), WAIT)));

    racers.forEach(({ child }) => child.stdin.write('go'));
    await Promise.all(racers.map(racer => vi.waitUntil(() => /taken|refused/.test(racer.said()), WAIT)));

    expect(racers.filter(racer => racer.said().includes('taken'))).toHaveLength(1);
    await Promise.all(racers.map(({ child }) => new Promise(resolve => child.once('exit', resolve).stdin.end())));
  }
});

import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { boundLog } from './bound-log';

let directory: string;
let log: number;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'peach-log-'));
  log = openSync(join(directory, 'scheduler.log'), 'a');
});

afterEach(() => {
  closeSync(log);
  rmSync(directory, { recursive: true });
});

const read = (name: string): string => readFileSync(join(directory, name), 'utf8');

it('begins anew when it is too large, and keeps the one before', () => {
  writeSync(log, 'first\n');
  boundLog(directory, log, 4);
  writeSync(log, 'second\n');

  expect([read('scheduler.log'), read('scheduler.log.1')]).toEqual(['second\n', 'first\n']);
});

it('goes on while it is small', () => {
  writeSync(log, 'first\n');
  boundLog(directory, log, 100);

  expect(read('scheduler.log')).toBe('first\n');
  expect(existsSync(join(directory, 'scheduler.log.1'))).toBe(false);
});

it('leaves a log alone that is not appended to', () => {
  const plain = openSync(join(directory, 'scheduler.log'), 'w');
  writeSync(plain, 'first\n');
  boundLog(directory, plain, 4);
  closeSync(plain);

  expect(read('scheduler.log')).toBe('first\n');
});

it('leaves a file alone that somebody else named', () => {
  const other = openSync(join(directory, 'mine.log'), 'a');
  writeSync(other, 'first\n');
  boundLog(directory, other, 4);
  closeSync(other);

  expect(read('mine.log')).toBe('first\n');
});

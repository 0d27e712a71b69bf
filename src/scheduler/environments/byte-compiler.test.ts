import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createByteCompiler } from './byte-compiler';

const PYTHON = process.env.PEACH_TEST_PYTHON ?? join(import.meta.dirname, '../../../.venv/bin/python');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-compile-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A folder with `count` modules. */
function modules(name: string, count: number): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (let index = 0; index < count; index += 1) {
    writeFileSync(join(path, `module${index}.py`), `VALUE = ${index}\n`);
  }
  return path;
}

function processesAt(path: string): string {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter(line => line.includes(path))
    .join('\n');
}

it('compiles one folder after another', async () => {
  const compiler = createByteCompiler();
  const [first, second] = [modules('first', 3), modules('second', 2)];

  compiler.compile(PYTHON, first);
  compiler.compile(PYTHON, second);

  await vi.waitFor(() => expect(readdirSync(join(second, '__pycache__'))).toHaveLength(2), { timeout: 20_000 });
  expect(readdirSync(join(first, '__pycache__'))).toHaveLength(3);
  await compiler.close();
});

it('leaves no process behind when it is closed, and begins nothing more', async () => {
  const compiler = createByteCompiler();
  const [long, next] = [modules('long', 4000), modules('next', 1)];
  compiler.compile(PYTHON, long);
  compiler.compile(PYTHON, next);
  await vi.waitFor(() => expect(existsSync(join(long, '__pycache__'))).toBe(true), { timeout: 20_000 });

  await compiler.close();

  expect(processesAt(folder)).toBe('');
  expect(readdirSync(join(long, '__pycache__')).length).toBeLessThan(4000);
  expect(existsSync(join(next, '__pycache__'))).toBe(false);
});

import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRuffNameChecker } from './ruff-name-checker';

const RUFF = process.env.PEACH_RUFF ?? resolve(import.meta.dirname, '../../../.venv/bin/ruff');
const checker = createRuffNameChecker({ ruff: RUFF });
const { signal } = new AbortController();

function names(source: string): Promise<unknown> {
  return checker.check(source, signal).then(found => found?.undefinedNames);
}

describe('createRuffNameChecker', () => {
  it('finds undefined names with their lines', async () => {
    expect(await checker.check('import os\ndef task(a):\n  return pd.x(a, os, np)\n', signal)).toEqual({
      undefinedNames: [
        { name: 'pd', line: 3 },
        { name: 'np', line: 3 }
      ],
      syntaxErrors: []
    });
  });

  it('finds nothing in good code', async () => {
    expect(await checker.check('def task(a):\n  return a\n', signal)).toEqual({ undefinedNames: [], syntaxErrors: [] });
  });

  it('finds names whatever a comment asks for', async () => {
    expect(await names('# ruff: noqa\nqqq  # noqa: F821\n')).toEqual([{ name: 'qqq', line: 2 }]);
  });

  it('knows the names that a notebook’s shell provides', async () => {
    expect(await names('display(get_ipython(), In, Out, _, __, ___)\nexit()\n')).toEqual([]);
  });

  it('gives names as Python spells them', async () => {
    expect(await names('ﬁt()\n')).toEqual([{ name: 'fit', line: 1 }]);
  });

  it('reads the name before the advice that newer builtins carry', async () => {
    expect(await names('class A:\n  def f(self): return slef\nPythonFinalizationError\n')).toContainEqual({ name: 'slef', line: 2 });
  });

  it('reports syntax errors with their lines', async () => {
    const found = await checker.check('x = 1\nprint x\n', signal);

    expect(found?.syntaxErrors).toEqual([{ line: 2, message: expect.stringContaining('separated by newlines') as unknown }]);
  });

  it('accepts what a cell may do and a module may not, and the syntax of every current Python', async () => {
    const source =
      'await f()\nasync with f() as a: pass\ntype X = int\nmatch a:\n  case 1: pass\nf(f"{a["x"]}", t"{a}")\ntry: pass\nexcept A, B: pass\ndef f(): pass\n';

    expect((await checker.check(source, signal))?.syntaxErrors).toEqual([]);
  });

  it('reads code of many megabytes', async () => {
    const source = `${'x = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"\n'.repeat(50_000)}qqq\n`;

    expect(await names(source)).toEqual([{ name: 'qqq', line: 50_001 }]);
  });

  it('answers null where ruff is not installed', async () => {
    expect(await createRuffNameChecker({ ruff: null }).check('qqq', signal)).toBeNull();
    expect(await createRuffNameChecker({ ruff: '/nowhere/ruff' }).check('qqq', signal)).toBeNull();
  });

  it('answers null when the caller gives up', async () => {
    expect(await checker.check('qqq', AbortSignal.abort())).toBeNull();
  });
});

describe('createRuffNameChecker with another program', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'peach-lint-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function program(name: string, script: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
    return path;
  }

  it('answers null where it reports no JSON', async () => {
    const ruff = await program('words', 'cat > /dev/null; echo hello');

    expect(await createRuffNameChecker({ ruff }).check('qqq', signal)).toBeNull();
  });

  it('answers null where it fails without reading', async () => {
    const ruff = await program('fails', 'exit 2');

    expect(await createRuffNameChecker({ ruff }).check('x\n'.repeat(500_000), signal)).toBeNull();
  });

  it('ends it when the caller gives up', async () => {
    const pidFile = join(folder, 'pid');
    const ruff = await program('hangs', `echo $$ > "${pidFile}.new"; mv "${pidFile}.new" "${pidFile}"; exec sleep 60`);
    const abort = new AbortController();
    const checking = createRuffNameChecker({ ruff }).check('qqq', abort.signal);
    const pid = Number(await vi.waitFor(() => readFile(pidFile, 'utf8'), { timeout: 10_000 }));

    abort.abort();

    expect(await checking).toBeNull();
    await vi.waitFor(() => {
      expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    });
  });
});

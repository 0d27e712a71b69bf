import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createModuleFinder } from './module-finder';

const finder = createModuleFinder();
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'peach-modules-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function touch(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
}

async function found(modules: readonly string[], folders: readonly string[] = [root]): Promise<readonly string[]> {
  return [...(await finder.find(modules, { folders, python: null })).modules];
}

describe('createModuleFinder', () => {
  it('finds files, packages, and packages without an __init__', async () => {
    touch('a.py', 'b/__init__.py', 'c/d.py', 'e/f/g.py', 'h.cpython-312-x86_64-linux-gnu.so');

    expect(await found(['a', 'b', 'c', 'e', 'h', 'i'])).toEqual(['a', 'b', 'c', 'e', 'h']);
  });

  it('takes neither notebooks nor folders of data for modules', async () => {
    touch('a.ipynb', 'datasets/x.csv', 'b.pyc');

    expect(await found(['a', 'datasets', 'b'])).toEqual([]);
  });

  it('tells packages apart that share a folder', async () => {
    touch('google/cloud/storage/__init__.py', 'google/protobuf.py');

    expect(await found(['google.cloud.storage', 'google.cloud.bigquery', 'google.protobuf'])).toEqual([
      'google.cloud.storage',
      'google.protobuf'
    ]);
  });

  it('looks in every folder, and passes over those that are not there', async () => {
    touch('one/a.py', 'two/b.py');

    expect(await found(['a', 'b'], [join(root, 'gone'), join(root, 'one'), join(root, 'two')])).toEqual(['a', 'b']);
  });

  it('looks into an environment, and tells its Python', async () => {
    touch('env/bin/python', 'env/lib/python3.12/site-packages/numpy/__init__.py');

    expect(await finder.find(['numpy', 'pandas'], { folders: [], python: join(root, 'env/bin/python') })).toEqual({
      modules: new Set(['numpy']),
      python: '3.12'
    });
    expect(await finder.find(['numpy'], { folders: [], python: '/nowhere/bin/python' })).toEqual({ modules: new Set(), python: null });
  });
});

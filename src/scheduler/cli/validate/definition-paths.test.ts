import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { definitionPaths } from './definition-paths';
import { readWorkingFile } from './read-working-file';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'peach-paths-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function touch(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), 'text');
  }
}

describe('definitionPaths', () => {
  it('finds peach.yaml and the files of peach.conf, two levels deep, by path', () => {
    touch(
      'peach.yaml',
      'peach.yml',
      'peach.conf/b.yml',
      'peach.conf/a.yaml',
      'peach.conf/sub/c.yaml',
      'peach.conf/sub/deep/d.yaml',
      'peach.conf/e.json',
      'peach.conf/.f.yaml'
    );

    expect(definitionPaths(root)).toEqual(['peach.conf/a.yaml', 'peach.conf/b.yml', 'peach.conf/sub/c.yaml', 'peach.yaml']);
  });

  it('finds nothing where there is nothing, and in a peach.conf that is a file', () => {
    expect(definitionPaths(root)).toEqual([]);
    touch('peach.conf');
    expect(definitionPaths(root)).toEqual([]);
  });

  it('passes over links that lead nowhere, and folders with a file’s name', () => {
    mkdirSync(join(root, 'peach.conf/folder.yaml'), { recursive: true });
    symlinkSync('/nonexistent', join(root, 'peach.conf/link.yaml'));

    expect(definitionPaths(root)).toEqual([]);
  });
});

describe('readWorkingFile', () => {
  it('reads a file of the tree', () => {
    touch('a/b.yaml');

    expect(readWorkingFile(root, 'a/b.yaml', 4)).toEqual({ text: 'text' });
  });

  it('says when it is too large', () => {
    touch('b.yaml');

    expect(readWorkingFile(root, 'b.yaml', 3)).toHaveProperty('refusal');
  });

  it.each(['../outside', '/etc/passwd', 'gone', '.'])('has no file %s', path => {
    expect(readWorkingFile(root, path, 1000)).toBeNull();
  });

  it('follows a link inside the tree and none out of it', () => {
    touch('real.yaml');
    symlinkSync('real.yaml', join(root, 'inside.yaml'));
    symlinkSync('/etc/hostname', join(root, 'outside.yaml'));

    expect(readWorkingFile(root, 'inside.yaml', 10)).toEqual({ text: 'text' });
    expect(readWorkingFile(root, 'outside.yaml', 1000)).toBeNull();
  });
});

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

  it('finds nothing where there is nothing', () => {
    expect(definitionPaths(root)).toEqual([]);
  });

  it('names what is not read in place of definitions: links, and a peach.conf that is a file', () => {
    touch('peach.conf');
    symlinkSync('/nonexistent', join(root, 'peach.yaml'));

    expect(definitionPaths(root)).toEqual(['peach.conf', 'peach.yaml']);
  });

  it('takes a folder with a file’s name for a folder', () => {
    touch('peach.conf/folder.yaml/a.yaml', 'peach.yaml/b.yaml');
    symlinkSync('folder.yaml', join(root, 'peach.conf/team'));
    symlinkSync('folder.yaml', join(root, 'peach.conf/README.md'));

    expect(definitionPaths(root)).toEqual(['peach.conf/folder.yaml/a.yaml', 'peach.conf/team']);
  });
});

const LIMIT = { bytes: 4, refusal: 'too large' };

describe('readWorkingFile', () => {
  it('reads a file of the tree', () => {
    touch('a/b.yaml');

    expect(readWorkingFile(root, 'a/b.yaml', LIMIT)).toEqual({ text: 'text' });
  });

  it('says when it is too large', () => {
    touch('b.yaml');

    expect(readWorkingFile(root, 'b.yaml', { ...LIMIT, bytes: 3 })).toEqual({ refusal: 'too large' });
  });

  it.each(['../outside', '/etc/passwd', 'gone', '.'])('has no file %s', path => {
    expect(readWorkingFile(root, path, LIMIT)).toBeNull();
  });

  it('follows no link, as git has only the link', () => {
    touch('folder/real.yaml');
    symlinkSync('folder', join(root, 'linked'));
    symlinkSync('folder/real.yaml', join(root, 'inside.yaml'));

    expect(readWorkingFile(root, 'inside.yaml', LIMIT)).toEqual({ refusal: expect.stringContaining('symbolic link') as string });
    expect(readWorkingFile(root, 'linked/real.yaml', LIMIT)).toBeNull();
  });
});

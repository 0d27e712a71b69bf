import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../protocol/errors';
import type { CommitHash } from '../../protocol/identity';
import type { IRepository } from '../ports';
import { createGit } from './create-git';
import { makeTestRepository, silentLogger, testClock, type TestRepository } from './test-support/make-test-repository';

let there: TestRepository;
let repository: IRepository;

beforeEach(async () => {
  there = makeTestRepository();
  const git = createGit({ stateDir: join(there.folder, 'state'), clock: testClock, logger: silentLogger, keeperThread: null });
  repository = valueOf(await git.open({ url: there.root, branch: null, organisations: null }));
});

afterEach(() => there.remove());

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) {
    throw new Error(outcome.refusal.message);
  }
  return outcome.value;
}

async function definitionsOf(commit: CommitHash): Promise<Record<string, string | null>> {
  const files = valueOf(await repository.definitionFiles(commit));
  return Object.fromEntries(files.map(file => [file.path, file.text ?? file.refusal]));
}

describe('definition files', () => {
  it('are peach.yaml and the YAML files of peach.conf and of the folders in it, by path', async () => {
    const commit = there.commit({
      'peach.yaml': 'root',
      'peach.yml': 'not read',
      'sub/peach.yaml': 'not read',
      'peach.conf/b.yml': 'b',
      'peach.conf/a.yaml': 'a',
      'peach.conf/a.txt': 'not read',
      'peach.conf/team/c.yaml': 'c',
      'peach.conf/team/deep/d.yaml': 'not read',
      'peach.conf/.ipynb_checkpoints/a-checkpoint.yaml': 'not read'
    });

    const files = await definitionsOf(commit);

    expect(Object.entries(files)).toEqual([
      ['peach.conf/a.yaml', 'a'],
      ['peach.conf/b.yml', 'b'],
      ['peach.conf/team/c.yaml', 'c'],
      ['peach.yaml', 'root']
    ]);
  });

  it('may have any name', async () => {
    const names = ['sp ace.yaml', 'quo"te\'s.yaml', 'new\nline.yaml', 'tab\t.yaml', 'ünï.yaml', '-x.yaml', '*.yaml', ':(top)x.yaml'];
    const commit = there.commit(Object.fromEntries(names.map(name => [`peach.conf/${name}`, name])));

    expect(await definitionsOf(commit)).toEqual(Object.fromEntries(names.map(name => [`peach.conf/${name}`, name])));
  });

  it('are none in a repository without any', async () => {
    expect(await definitionsOf(there.commit({ a: '1' }))).toEqual({});
  });

  it('are refused over 1 MiB and where they are not UTF-8, and leave the others alone', async () => {
    const commit = there.commit({
      'peach.conf/large.yaml': 'x'.repeat(1024 * 1024 + 1),
      'peach.conf/most.yaml': 'x'.repeat(1024 * 1024),
      'peach.conf/latin.yaml': Uint8Array.of(0x63, 0xe9, 0x0a),
      'peach.yaml': 'fine'
    });

    const files = await definitionsOf(commit);

    expect(files['peach.conf/large.yaml']).toMatch(/^it is over 1 MiB/);
    expect(files['peach.conf/latin.yaml']).toMatch(/^it is not UTF-8/);
    expect(files['peach.conf/most.yaml']).toHaveLength(1024 * 1024);
    expect(files['peach.yaml']).toBe('fine');
  });

  it('are not read through symbolic links', async () => {
    there.write('real/x.yaml', 'not read');
    there.write('peach.conf/README', '');
    symlinkSync('/etc/hostname', join(there.root, 'peach.yaml'));
    symlinkSync('../real', join(there.root, 'peach.conf/team'));
    symlinkSync('../real/x.yaml', join(there.root, 'peach.conf/x.yaml'));
    symlinkSync('README', join(there.root, 'peach.conf/README.md'));
    const commit = there.commit({});

    const files = await definitionsOf(commit);

    expect(Object.keys(files)).toEqual(['peach.conf/team', 'peach.conf/x.yaml', 'peach.yaml']);
    expect(new Set(Object.values(files))).toEqual(new Set(['it is a symbolic link, which is not followed: put the file itself here']));
  });

  it('are not read in submodules', async () => {
    const commit = there.commit({ 'peach.yaml': 'fine' });
    there.git('update-index', '--add', '--cacheinfo', `160000,${commit},peach.conf`);
    there.git('commit', '--quiet', '--message=submodule');

    const files = await definitionsOf(there.git('rev-parse', 'HEAD') as CommitHash);

    expect(files).toEqual({ 'peach.conf': expect.stringMatching(/^it is a submodule/) as string, 'peach.yaml': 'fine' });
  });

  it('are not read from a file called peach.conf', async () => {
    expect(await definitionsOf(there.commit({ 'peach.conf': 'codops: a' }))).toEqual({
      'peach.conf': expect.stringMatching(/^peach.conf is a file: make it a folder/) as string
    });
  });

  it('that stay the same are not read again', async () => {
    const first = there.commit({ 'peach.conf/a.yaml': 'a', 'peach.conf/b.yaml': 'b' });
    const [a] = valueOf(await repository.definitionFiles(first));
    const second = there.commit({ 'peach.conf/b.yaml': 'changed' });
    rmSync(join(there.root, '.git/objects', a?.blob.slice(0, 2) ?? '', a?.blob.slice(2) ?? ''));

    expect(await definitionsOf(second)).toEqual({ 'peach.conf/a.yaml': 'a', 'peach.conf/b.yaml': 'changed' });
  });

  it('of a commit that is not there are refused', async () => {
    const outcome = await repository.definitionFiles('0'.repeat(40) as CommitHash);

    expect(outcome).toMatchObject({
      ok: false,
      refusal: { code: 'git_failed', message: expect.stringContaining('commit 0000000') as string }
    });
  });

  it('whose content is lost are refused', async () => {
    const commit = there.commit({ 'peach.yaml': 'a' });
    const blob = there.git('rev-parse', 'HEAD:peach.yaml');
    there.git('repack', '-adq');
    execFileSync('sh', ['-c', 'rm -f .git/objects/pack/*'], { cwd: there.root });

    expect(await repository.definitionFiles(commit)).toMatchObject({ ok: false, refusal: { code: 'git_failed' } });
    expect(blob).toHaveLength(40);
  });

  it('can be thousands', async () => {
    const commit = there.commit(Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`peach.conf/${i}.yaml`, `codops: o${i}`])));

    const files = await definitionsOf(commit);

    expect(Object.keys(files)).toHaveLength(2000);
    expect(files['peach.conf/1999.yaml']).toBe('codops: o1999');
  });
});

describe('files by path', () => {
  const read = async (paths: readonly string[], maxBytes = 1000) =>
    valueOf(await repository.readFiles(await head(), { paths, maxBytes, isKnown: () => false }));
  const head = async () => valueOf(await repository.head()).commit.hash;

  it('are given under the paths they were asked for', async () => {
    there.commit({ 'notebooks/ä b.ipynb': '{"cells":[]}', a: 'x' });

    const files = await read(['notebooks/ä b.ipynb', './notebooks//ä b.ipynb', 'a', 'gone']);

    expect([...files.keys()]).toEqual(['notebooks/ä b.ipynb', './notebooks//ä b.ipynb', 'a']);
    expect(files.get('./notebooks//ä b.ipynb')).toMatchObject({ path: './notebooks//ä b.ipynb', text: '{"cells":[]}', refusal: null });
  });

  it('are not read where their content is known', async () => {
    const commit = there.commit({ a: 'x', b: 'y' });
    const [blob] = [...(await read(['a'])).values()].map(file => file.blob);

    const files = valueOf(await repository.readFiles(commit, { paths: ['a', 'b'], maxBytes: 10, isKnown: (_, other) => other === blob }));

    expect([...files.values()].map(({ path, text, refusal }) => [path, text, refusal])).toEqual([
      ['a', null, null],
      ['b', 'y', null]
    ]);
  });

  it('never leave the repository', async () => {
    there.commit({ a: 'x' });

    expect((await read(['../work/a', '/etc/hostname', '', '.', 'x/../..', 'a\0', 'a/'])).size).toBe(0);
  });

  it('are not folders', async () => {
    there.commit({ 'folder/a': 'x' });

    expect((await read(['folder', 'folder/'])).size).toBe(0);
  });

  it('are refused where they are too large, links or not text', async () => {
    symlinkSync('/etc/hostname', join(there.root, 'link'));
    there.commit({ large: 'x'.repeat(11), most: 'x'.repeat(10), binary: Uint8Array.of(0xff) });

    const files = await read(['large', 'most', 'binary', 'link'], 10);

    expect([...files.values()].map(file => [file.path, file.text, file.refusal])).toEqual([
      ['large', null, 'it is over 10 bytes, the most that is read'],
      ['most', 'x'.repeat(10), null],
      ['binary', null, 'it is not UTF-8: save it in that encoding'],
      ['link', null, expect.stringMatching(/^it is a symbolic link/) as string]
    ]);
  });

  it('that would lie in a submodule, however deep, are refused; others that are not there are not', async () => {
    const commit = there.commit({ 'nb/a': 'x' });
    there.git('update-index', '--add', '--cacheinfo', `160000,${commit},nb/sub`);
    there.git('commit', '--quiet', '--message=submodule');

    const files = await read(['nb/a', 'nb/b', 'nb/sub', 'nb/sub/a.ipynb', 'nb/sub/c/d.ipynb']);

    expect([...files.keys()]).toEqual(['nb/a', 'nb/sub', 'nb/sub/a.ipynb', 'nb/sub/c/d.ipynb']);
    expect(files.get('nb/sub/c/d.ipynb')?.refusal).toMatch(/^it is a submodule or lies in one/);
  });

  it('are taken literally', async () => {
    there.commit({ ':(glob)**': 'magic', '-r': 'dash', '*.ipynb': 'star', 'a.ipynb': 'a' });

    const files = await read([':(glob)**', '-r', '*.ipynb']);

    expect([...files.values()].map(file => file.text)).toEqual(['magic', 'dash', 'star']);
  });

  it('can be more than one command takes', async () => {
    const paths = Array.from({ length: 6000 }, (_, i) => `${'long/'.repeat(10)}${i}.ipynb`);
    there.commit(Object.fromEntries(paths.filter((_, i) => i % 100 === 0).map(path => [path, path])));

    expect((await read(paths)).size).toBe(60);
  });
});

import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../protocol/errors';
import { makeTestRepository, type TestRepository } from '../test-support/make-test-repository';
import { createWorkingCopies } from './create-working-copies';

const copies = createWorkingCopies();
let there: TestRepository;

beforeEach(() => {
  there = makeTestRepository();
});

afterEach(() => there.remove());

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) {
    throw new Error(outcome.refusal.message);
  }
  return outcome.value;
}

function refusal(code: string, message: string): unknown {
  return { ok: false, refusal: expect.objectContaining({ code, message: expect.stringContaining(message) as string }) as unknown };
}

describe('describing a checkout', () => {
  it('tells the branch, the one that tasks run from, and the definition files on disk', async () => {
    there.commit({ 'peach.yaml': 'committed', a: '1' });
    there.git('switch', '--quiet', '--create', 'feature');
    there.write('peach.yaml', 'changed');
    there.write('peach.conf/team/new.yml', 'new');
    there.write('peach.conf/team/deep/no.yml', '');
    there.write('peach.conf/.hidden/no.yml', '');
    there.write('peach.conf/x.yaml/in.yaml', 'in');
    there.write('other/no.yaml', '');

    const state = valueOf(await copies.describe(there.root));

    expect(state).toEqual({
      branch: 'feature',
      runsFrom: 'master',
      definitionFiles: [
        { path: 'peach.conf/team/new.yml', text: 'new' },
        { path: 'peach.conf/x.yaml/in.yaml', text: 'in' },
        { path: 'peach.yaml', text: 'changed' }
      ]
    });
  });

  it('knows no branch where none is checked out', async () => {
    there.commit({ a: '1' });
    there.git('checkout', '--quiet', '--detach');

    expect(valueOf(await copies.describe(there.root)).branch).toBeNull();
  });

  it('says before the first commit which branch tasks will run from', async () => {
    there.git('symbolic-ref', 'HEAD', 'refs/heads/main');
    expect(valueOf(await copies.describe(there.root))).toMatchObject({ branch: 'main', runsFrom: 'main' });

    there.git('symbolic-ref', 'HEAD', 'refs/heads/feature');
    expect(valueOf(await copies.describe(there.root))).toMatchObject({ branch: 'feature', runsFrom: 'master' });
  });

  it('gives no text of what can’t be read, and follows no link', async () => {
    there.write('peach.conf/latin.yaml', Uint8Array.of(0xff));
    there.write('real/a.yaml', '');
    symlinkSync('../real', join(there.root, 'peach.conf/linked'));
    symlinkSync('/etc/hostname', join(there.root, 'peach.yaml'));

    expect(valueOf(await copies.describe(there.root)).definitionFiles).toEqual([{ path: 'peach.conf/latin.yaml', text: null }]);
  });

  it('is refused for a folder that is no root', async () => {
    there.write('sub/a', '');

    expect(await copies.describe(join(there.root, 'sub'))).toEqual(refusal('bad_request', 'is not the root of its checkout: that is'));
    expect(await copies.describe(there.folder)).toEqual(refusal('bad_request', 'is not in a git repository'));
    expect(await copies.describe('work')).toEqual(refusal('bad_request', 'is not in a git repository'));
  });
});

describe('reading a definition file', () => {
  it('tells whether it is as in the last commit', async () => {
    there.commit({ 'peach.yaml': 'a', 'peach.conf/b.yaml': 'b', '.gitignore': 'ignored.yaml' });
    there.write('peach.conf/b.yaml', 'changed');
    there.write('peach.conf/new.yaml', 'new');
    there.write('peach.conf/ignored.yaml', 'ignored');
    const read = async (path: string) => valueOf(await copies.readFile(there.root, path));

    expect(await read('peach.yaml')).toEqual({ path: 'peach.yaml', text: 'a', changed: false });
    expect(await read('peach.conf/b.yaml')).toEqual({ path: 'peach.conf/b.yaml', text: 'changed', changed: true });
    expect(await read('peach.conf/new.yaml')).toMatchObject({ text: 'new', changed: true });
    expect(await read('peach.conf/ignored.yaml')).toMatchObject({ text: 'ignored', changed: true });
    expect(await read('peach.conf/none.yaml')).toEqual({ path: 'peach.conf/none.yaml', text: null, changed: false });
  });

  it('works before the first commit', async () => {
    there.write('peach.yaml', 'a');

    expect(valueOf(await copies.readFile(there.root, 'peach.yaml'))).toMatchObject({ text: 'a', changed: true });
  });

  it.each(['../outside/peach.yaml', '/etc/hostname', 'src/a.py', 'peach.conf/../../x.yaml', '.git/config', 'peach.conf/a\0.yaml'])(
    'is refused for %j, which is none',
    async path => {
      expect(await copies.readFile(there.root, path)).toEqual(
        refusal('bad_request', 'is not a definition file: name peach.yaml, or a .yaml')
      );
    }
  );

  it('is refused through a link', async () => {
    symlinkSync(there.folder, join(there.root, 'peach.conf'));
    writeFileSync(join(there.folder, 'a.yaml'), 'secret');

    expect(await copies.readFile(there.root, 'peach.conf/a.yaml')).toEqual(refusal('bad_request', 'peach.conf: it is a symbolic link'));
  });

  it('does not wait for a pipe', async () => {
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(there.root, 'peach.yaml')]);

    expect(await copies.readFile(there.root, 'peach.yaml')).toEqual(refusal('bad_request', 'is not a file'));
  });

  it('is refused over 1 MiB', async () => {
    there.write('peach.yaml', 'x'.repeat(1024 * 1024 + 1));

    expect(await copies.readFile(there.root, 'peach.yaml')).toEqual(refusal('too_large', 'over 1 MiB'));
  });
});

describe('writing a definition file', () => {
  const write = (path: string, text: string, expected: string | null) => copies.writeFile({ root: there.root, path, text, expected });
  const content = (path: string) => readFileSync(join(there.root, path), 'utf8');

  it('makes a new one with its folders', async () => {
    expect(valueOf(await write('peach.conf/team/a.yaml', 'ä\n', null))).toEqual({
      path: 'peach.conf/team/a.yaml',
      text: 'ä\n',
      changed: true
    });

    expect(content('peach.conf/team/a.yaml')).toBe('ä\n');
    expect(readdirSync(join(there.root, 'peach.conf/team'))).toEqual(['a.yaml']);
  });

  it('replaces one that is as expected, byte order mark, line ends and mode included', async () => {
    there.write('peach.yaml', '\ufeffa\r\n');
    chmodSync(join(there.root, 'peach.yaml'), 0o640);
    const text = valueOf(await copies.readFile(there.root, 'peach.yaml')).text;

    valueOf(await write('peach.yaml', `${text}b\r\n`, text));

    expect(content('peach.yaml')).toBe('\ufeffa\r\nb\r\n');
    expect(statSync(join(there.root, 'peach.yaml')).mode & 0o777).toBe(0o640);
  });

  it('is refused where the file has changed, came or went', async () => {
    there.write('peach.yaml', 'newer');
    const changed = refusal('working_copy_changed', 'has been changed since it was read');

    expect(await write('peach.yaml', 'mine', 'older')).toEqual(changed);
    expect(await write('peach.yaml', 'mine', null)).toEqual(changed);
    expect(await write('peach.conf/a.yaml', 'mine', 'older')).toEqual(changed);
    expect(content('peach.yaml')).toBe('newer');
    expect(readdirSync(there.root).filter(name => name.endsWith('.tmp'))).toEqual([]);
  });

  it('lets one of many at once win', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => write('peach.yaml', String(i), null)));

    const winners = answers.flatMap((answer, i) => (answer.ok ? [String(i)] : []));
    expect(winners).toEqual([content('peach.yaml')]);
  });

  it('is refused where it would leave the repository', async () => {
    symlinkSync(there.folder, join(there.root, 'peach.conf'));

    expect(await write('peach.conf/a.yaml', 'x', null)).toEqual(refusal('bad_request', 'symbolic link'));
    expect(await write('../a.yaml', 'x', null)).toEqual(refusal('bad_request', 'is not a definition file'));
    expect(readdirSync(there.folder)).toEqual(['work']);
  });

  it('is refused where a file stands in place of the folder', async () => {
    there.write('peach.conf', 'a file');

    expect(await write('peach.conf/a.yaml', 'x', null)).toMatchObject({ ok: false });
    expect(content('peach.conf')).toBe('a file');
  });

  it('is refused over 1 MiB', async () => {
    expect(await write('peach.yaml', 'ä'.repeat(600_000), null)).toEqual(refusal('too_large', 'over 1 MiB'));
  });
});

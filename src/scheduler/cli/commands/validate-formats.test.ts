import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestCli } from '../test-support/test-cli';

let cli: TestCli;

beforeEach(() => {
  cli = new TestCli();
  git('init', '--quiet');
});

afterEach(() => cli.remove());

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: cli.home, stdio: 'pipe' });
}

function write(path: string, text: string | Uint8Array): void {
  const file = join(cli.home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const NOTEBOOK = JSON.stringify({
  cells: [{ cell_type: 'code', source: 'def f():\n    pass', metadata: {}, outputs: [], execution_count: null }],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5
});

function defining(name: string, fields = ''): string {
  return `codops: debr\ntasks:\n  ${name}:\n    notebook: n.ipynb\n    method: f\n    executor: python\n${fields}`;
}

type Entry = {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
};

async function gitlab(...argv: string[]): Promise<readonly Entry[]> {
  return JSON.parse((await cli.run('validate', '--format', 'gitlab', ...argv)).stdout) as readonly Entry[];
}

describe('validate --format', () => {
  it('ends with 1 in every format where something is wrong, and with 0 where nothing is', async () => {
    write('n.ipynb', NOTEBOOK);
    for (const [text, code] of [
      [defining('a'), 0],
      [defining('a', '    loop: nowhere\n'), 1]
    ] as const) {
      write('peach.yaml', text);
      for (const format of ['text', 'json', 'github', 'gitlab']) {
        expect(await cli.run('validate', '--format', format)).toMatchObject({ code, stderr: '' });
      }
    }
  });

  it('is json where --json is given', async () => {
    write('peach.yaml', defining('a'));

    expect((await cli.run('validate', '--format', 'json')).stdout).toBe((await cli.run('validate', '--json')).stdout);
  });

  it('refuses a format that does not exist, and two at once', async () => {
    expect(await cli.run('validate', '--format', 'githbu')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('use text, json, github, gitlab (did you mean github?)') as string
    });
    expect((await cli.run('validate', '--json', '--format', 'github')).code).toBe(2);
  });
});

describe('validate --format github', () => {
  it('prints a workflow command a problem, escaped as the runner reads it', async () => {
    write('peach.conf/a,b:100%.yaml', defining('a', '    executer: "50%"\n'));
    write('n.ipynb', NOTEBOOK);

    const { stdout } = await cli.run('validate', '--format', 'github');

    const [first, ...rest] = stdout.trimEnd().split('\n');
    expect(first).toMatch(/^::error file=peach\.conf\/a%2Cb%3A100%25\.yaml,line=7,col=5::unknown key "executer" in task "a"; use /);
    expect(rest).toEqual(['1 task of 1 organisation in 1 file: 1 problem']);
  });

  it('escapes a percent sign in the message, and tells of held tasks as notices', async () => {
    write(
      'peach.yaml',
      defining('a', '    timezone: "100%"\n') +
        defining('b')
          .replace(/^.*\n.*\n/, '')
          .replace('python', 'kubernetes')
    );
    write('n.ipynb', NOTEBOOK);

    const { stdout } = await cli.run('validate', '--format', 'github');

    expect(stdout).toContain('timezone "100%25" does not exist');
    expect(stdout).toMatch(/^::notice file=peach\.yaml,line=8,col=3::debr\/b is held: /m);
  });

  it('names files from the root of the repository on', async () => {
    write('examples/one/peach.yaml', defining('a'));

    expect((await cli.run('validate', '--format', 'github', 'examples/one')).stdout).toMatch(/^::error file=examples\/one\/peach\.yaml,/);
    expect((await gitlab('examples/one')).map(({ location }) => location.path)).toEqual(['examples/one/peach.yaml']);
  });
});

describe('validate --format gitlab', () => {
  it('prints a Code Quality report', async () => {
    write('peach.yaml', defining('a', '    executer: x\n'));
    write('n.ipynb', NOTEBOOK);

    expect(await gitlab()).toEqual([
      {
        description: expect.stringMatching(/^unknown key "executer" .*\(did you mean executor\?\)$/) as string,
        check_name: 'peach-validate',
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        severity: 'critical',
        location: { path: 'peach.yaml', lines: { begin: 7 } }
      }
    ]);
  });

  it('gives a mistake the same fingerprint when lines are added above it, and each its own', async () => {
    const wrong = '    executer: x\n';
    write('n.ipynb', NOTEBOOK);
    write('peach.yaml', defining('a', wrong));
    write('peach.conf/b.yaml', defining('a', wrong));
    write('peach.conf/c.yaml', 'codops: debr\ndependencies: [-r a, -r b]\n');
    const before = await gitlab();
    write('peach.yaml', `# a comment\n\n${defining('a', wrong)}`);
    const after = await gitlab();

    expect(after.map(({ fingerprint }) => fingerprint)).toContain(
      before.find(({ location }) => location.path === 'peach.yaml')?.fingerprint
    );
    expect(new Set(before.map(({ fingerprint }) => fingerprint)).size).toBe(before.length);
    expect(before.length).toBeGreaterThan(3);
  });

  it('prints an empty list where nothing is wrong', async () => {
    write('peach.yaml', defining('a'));
    write('n.ipynb', NOTEBOOK);

    expect(await gitlab()).toEqual([]);
  });
});

describe('validate in a checkout of a forge', () => {
  it('reads the working tree: without a commit, with files only staged, and on a detached head', async () => {
    write('peach.yaml', defining('a'));
    write('n.ipynb', NOTEBOOK);
    expect((await cli.run('validate')).code).toBe(0);
    git('add', '.');
    expect((await cli.run('validate')).code).toBe(0);
    git('commit', '--quiet', '-m', 'tasks');
    git('checkout', '--quiet', '--detach');
    expect((await cli.run('validate')).code).toBe(0);
    write('peach.yaml', defining('a', '    loop: nowhere\n'));
    expect((await cli.run('validate')).code).toBe(1);
  });

  it('prints the same where GitHub runs it: a format is chosen by its option alone', async () => {
    write('peach.yaml', defining('a'));

    expect((await cli.run('validate')).stdout).toMatch(/^peach\.yaml:4:15: there is no notebook/);
  });

  it('lets no file of bytes disturb another', async () => {
    write('n.ipynb', NOTEBOOK);
    write('peach.conf/good.yaml', defining('a'));
    const pieces = [
      'codops: sesr\n',
      '\0',
      '\xff\xfe',
      '\xc3',
      '{',
      '"',
      '- ',
      '&a ',
      '*a',
      '\xef\xbb\xbf',
      '\r',
      'tasks: {a: ',
      '\t',
      '%',
      '|'
    ];
    const files = Array.from({ length: 200 }, (_, index) => `peach.conf/sub/${index}.yml`);
    files.forEach((path, index) => {
      const text = Array.from({ length: 1 + (index % 7) }, (_, place) => pieces[(index * (place + 3) + place) % pieces.length]).join('');
      write(path, Buffer.from(text, 'latin1'));
    });

    const { stdout, code } = await cli.run('validate', '--json');

    const { problems, tasks } = JSON.parse(stdout) as { problems: readonly { file: string }[]; tasks: number };
    const told = new Set(problems.map(({ file }) => file));
    expect(code).toBe(1);
    expect(told.has('peach.conf/good.yaml')).toBe(false);
    expect(tasks).toBeGreaterThan(0);
    expect(files.filter(path => !told.has(path)).length).toBeLessThan(20);
  });
});

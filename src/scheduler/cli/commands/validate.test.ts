import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestCli } from '../test-support/test-cli';

let cli: TestCli;

beforeEach(() => {
  cli = new TestCli();
  execFileSync('git', ['init', '--quiet', cli.home]);
});

afterEach(() => cli.remove());

function write(path: string, text: string | Uint8Array): void {
  const file = join(cli.home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function notebook(...sources: string[]): string {
  const cells = sources.map(source => ({ cell_type: 'code', source, metadata: {}, outputs: [], execution_count: null }));
  return JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
}

const good = [
  'codops: debr',
  'tasks:',
  '  train:',
  '    notebook: notebooks/train.ipynb',
  '    method: train',
  '    executor: python',
  '    args: {days: 3}',
  ''
].join('\n');

describe('validate', () => {
  it('finds nothing wrong in a tree that is right, from any folder of it', async () => {
    write('peach.yaml', good);
    write('notebooks/train.ipynb', notebook('def train(days):\n    return days'));

    for (const argv of [[], ['.'], ['notebooks'], ['peach.yaml']]) {
      expect(await cli.run('validate', ...argv)).toMatchObject({ code: 0, stdout: '1 task of 1 organisation in 1 file: no problems\n' });
    }
  });

  it('takes a folder with definitions as the root, wherever it stands', async () => {
    write('examples/one/peach.conf/debr.yaml', good);
    write('examples/one/notebooks/train.ipynb', notebook('def train(days):\n    return days'));

    expect(await cli.run('validate', 'examples/one')).toMatchObject({ code: 0 });
    expect((await cli.run('validate', 'examples')).code).toBe(1);
  });

  it('prints every problem with its place, in order, and ends with 1', async () => {
    write('peach.yaml', good.replace('python', 'pyhton').replace('method: train', 'method: trian'));
    write('peach.conf/sesr.yaml', good.replace('debr', 'sesr').replace('days: 3', 'day: 3'));
    write('peach.conf/deeper/a.yml', good.replace('debr', 'chrts').replace('train.ipynb', 'gone.ipynb'));
    write('notebooks/train.ipynb', notebook('def train(days):\n    return days'));

    const { code, stdout } = await cli.run('validate');

    expect(code).toBe(1);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.slice(0, -1).map(line => line.split(' ')[0])).toEqual([
      'peach.conf/deeper/a.yml:4:15:',
      'peach.conf/sesr.yaml:7:11:',
      'peach.conf/sesr.yaml:7:17:',
      'peach.yaml:6:15:'
    ]);
    expect(lines[0]).toContain('there is no notebook notebooks/gone.ipynb');
    expect(stdout).toMatch(/pyhton.*did you mean python\?/);
    expect(lines.at(-1)).toMatch(/^3 tasks of 3 organisations in 3 files: 4 problems$/);
  });

  it('looks into the notebook for the function', async () => {
    write('peach.yaml', good);
    write('notebooks/train.ipynb', notebook('def other():\n    pass'));

    const { code, stdout } = await cli.run('validate');

    expect(code).toBe(1);
    expect(stdout).toMatch(/^peach\.yaml:5:13: .*other/);
  });

  it('does not read what the design does not: deeper folders, editors’ copies, other names', async () => {
    write('peach.yaml', good);
    write('notebooks/train.ipynb', notebook('def train(days):\n    return days'));
    for (const path of [
      'peach.conf/a/b/c.yaml',
      'peach.conf/.ipynb_checkpoints/x.yaml',
      'peach.conf/.hidden.yaml',
      'peach.conf/notes.txt'
    ]) {
      write(path, 'codops: [');
    }

    expect((await cli.run('validate')).stdout).toBe('1 task of 1 organisation in 1 file: no problems\n');
  });

  it('does not follow a notebook out of the repository', async () => {
    write('peach.yaml', good);
    mkdirSync(join(cli.home, 'notebooks'));
    symlinkSync('/etc/passwd', join(cli.home, 'notebooks/train.ipynb'));

    const { code, stdout } = await cli.run('validate');

    expect(code).toBe(1);
    expect(stdout).toContain('notebooks/train.ipynb can’t be read: it is a symbolic link, which is not followed');
  });

  it('tells of a file that is no text', async () => {
    write('peach.yaml', Buffer.from([0xff, 0xfe, 0x00]));

    expect((await cli.run('validate')).stdout).toContain('peach.yaml:1:1: this file can’t be read: it is not UTF-8');
  });

  it('tells which tasks are held, which is no problem', async () => {
    write('peach.yaml', good.replace('executor: python', 'executor: kubernetes'));
    write('notebooks/train.ipynb', notebook('def train(days):\n    return days'));

    const { code, stdout } = await cli.run('validate');

    expect(code).toBe(0);
    expect(stdout).toMatch(/^peach\.yaml:3:3: debr\/train is held: .*kubernetes/);
  });

  it('prints one JSON document', async () => {
    write('peach.yaml', good);

    const { code, stdout } = await cli.run('validate', '--json');

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      files: ['peach.yaml'],
      tasks: 1,
      organisations: 1,
      held: [],
      problems: [{ file: 'peach.yaml', line: 4 }]
    });
  });

  it('ends with 1 where nothing is defined, and with 2 where nothing is', async () => {
    expect(await cli.run('validate')).toMatchObject({ code: 1, stderr: expect.stringContaining('has neither peach.yaml nor') as string });
    expect((await cli.run('validate', 'nowhere')).code).toBe(2);
  });
});

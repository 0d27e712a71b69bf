import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fakeOrganisation, fakeRepository } from '../../api/test-support/fake-data';
import type { Repository } from '../../../protocol/organisation';
import type { DoctorContext } from '../doctor-context';
import { runProgram } from '../look/run-program';
import { NOW, told, WELL, withConfiguration, withScheduler } from '../test-support/well';
import { repositoriesCheck } from './repositories';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'peach-doctor-')));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The real git, which finds no settings of this machine. */
function realGit(args: readonly string[]) {
  const variables = { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' };
  return runProgram({ program: 'git', args, variables, timeout: 20_000 });
}

function repository(name = 'repository'): string {
  const path = join(folder, name);
  execFileSync('git', ['init', '--quiet', path]);
  return path;
}

function look(context: DoctorContext) {
  return told(repositoriesCheck, { ...context, git: realGit });
}

function serves(...repositories: readonly Repository[]): DoctorContext {
  return withScheduler({ organisations: [fakeOrganisation('debr', { repositories: [...repositories] })] });
}

it('finds nothing wrong with a repository that is served, named or stood in', async () => {
  const path = repository();
  const named = withConfiguration({ organisations: {}, repositories: [{ url: `file://${path}`, branch: null, organisations: null }] });
  const nobody = withScheduler({ organisations: [] });

  expect(await look(serves(fakeRepository({ url: path })))).toMatchObject([{ state: 'ok', found: `${path}, master` }]);
  expect(await look({ ...named, scheduler: { kind: 'none' } })).toMatchObject([{ state: 'ok', found: `file://${path}` }]);
  expect(await look({ ...nobody, currentRepository: path })).toMatchObject([{ state: 'ok', found: path }]);
});

it('tells what the scheduler could not read, and what is wrong in it', async () => {
  const path = repository();
  const wrong = { file: 'peach.yaml', line: 1, column: 1, message: 'this is no YAML', hint: null };

  expect(await look(serves(fakeRepository({ url: path, error: 'there is no branch master', problems: [wrong] })))).toMatchObject([
    { state: 'problem', found: `${path}: there is no branch master`, remedy: expect.stringContaining('mend') as string },
    { state: 'problem', found: `${path}: peach.yaml:1:1: this is no YAML`, remedy: expect.stringContaining('peach validate') as string }
  ]);
});

it('tells that nobody is attached to it', async () => {
  expect(await look(serves(fakeRepository({ url: repository(), attached: false })))).toMatchObject([
    { state: 'warning', found: expect.stringContaining('its tasks are held') as string, remedy: 'open JupyterLab in it' }
  ]);
});

it('tells of a remote that was not reached for long, without its password', async () => {
  const remote = (minutes: number) =>
    fakeRepository({ url: 'https://ada:secret@git.example/r.git', fetched_at: new Date(NOW - minutes * 60_000).toISOString() });
  const rare = { ...serves(remote(30)), configuration: withFetchInterval(3600) };

  expect(await look(serves(remote(9)))).toMatchObject([{ state: 'ok' }]);
  expect(await look(serves(remote(30)))).toMatchObject([
    {
      state: 'warning',
      found: 'https://git.example/r.git was fetched last 30 min ago: tasks run from that state',
      remedy: expect.stringContaining('git ls-remote https://git.example/r.git') as string
    }
  ]);
  expect(await look(rare)).toMatchObject([{ state: 'ok' }]);
});

function withFetchInterval(seconds: number): DoctorContext['configuration'] {
  const { configuration, ...rest } = withConfiguration({ organisations: {}, repositories: [] }).configuration;
  return { ...rest, configuration: { ...configuration!, fetch_interval: seconds } };
}

it('does not mind when a repository of this machine was read last', async () => {
  expect(await look(serves(fakeRepository({ url: repository(), fetched_at: '2020-01-01T00:00:00.000Z' })))).toMatchObject([
    { state: 'ok' }
  ]);
});

it('tells what is gone, and what is no repository', async () => {
  const plain = join(folder, 'plain');
  mkdirSync(plain);

  expect(await look(serves(fakeRepository({ url: join(folder, 'gone') }), fakeRepository({ url: plain })))).toMatchObject([
    { state: 'problem', found: `${folder}/gone is not there`, remedy: expect.stringContaining('bring it back') as string },
    { state: 'problem', found: `${plain} is no git repository`, remedy: expect.stringContaining(`git init ${plain}`) as string }
  ]);
});

it.runIf(process.getuid?.() === 0)('tells of one that belongs to another user', async () => {
  const path = repository();
  chownSync(path, 12345, 12345);
  chownSync(join(path, '.git'), 12345, 12345);

  expect(await look(serves(fakeRepository({ url: path })))).toMatchObject([
    { state: 'warning', remedy: expect.stringContaining(`git config --global --add safe.directory ${path}`) as string }
  ]);
});

it('leaves it to another check that git is missing', async () => {
  const missing = { ok: false, stdout: '', stderr: '', failure: 'the command git is not installed' };
  const context = { ...serves(fakeRepository({ url: repository() })), git: () => Promise.resolve(missing) };

  expect(await told(repositoriesCheck, context)).toMatchObject([{ state: 'ok' }]);
  expect(await told(repositoriesCheck, { ...context, scheduler: { kind: 'none' } })).toEqual([]);
});

it('does not look for the folders of a scheduler elsewhere', async () => {
  expect(await look({ ...serves(fakeRepository({ url: '/nowhere/at/all' })), state: null })).toMatchObject([{ state: 'ok' }]);
  expect(await look({ ...serves(), state: null })).toEqual([]);
});

it('tells where there is no repository at all', async () => {
  expect(await look({ ...WELL, scheduler: { kind: 'none' } })).toMatchObject([
    {
      state: 'warning',
      found: 'none: this folder is in no git repository',
      remedy: expect.stringContaining('open JupyterLab in one') as string
    }
  ]);
});

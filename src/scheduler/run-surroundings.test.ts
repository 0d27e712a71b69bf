import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Configuration } from '../protocol/configuration';
import { makeTestRepository, type TestRepository } from './git/test-support/make-test-repository';
import type { Environment } from './ports';
import { createSurroundings } from './run-surroundings';

const ENVIRONMENT: Environment = { hash: 'a', python: '/environments/a/bin/python', builtAt: 0 };

let there: TestRepository;

beforeEach(() => {
  there = makeTestRepository();
});

afterEach(() => there.remove());

function variables(own: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const configuration = { state_dir: join(there.root, 'state'), organisations: { debr: { env: { OWN: 'value' } } } };
  return createSurroundings(configuration as unknown as Configuration, own, () => undefined).variables('debr', ENVIRONMENT);
}

it('hides from git in a run the repository that the state directory is in', () => {
  const checkout = join(there.root, 'state/checkouts/0123456789abcdef/0123456789ab/notebooks');
  mkdirSync(checkout, { recursive: true });

  const git = (env: Readonly<Record<string, string>>) => spawnSync('git', ['rev-parse', '--show-toplevel'], { cwd: checkout, env });

  expect(
    git({ PATH: process.env.PATH ?? '' })
      .stdout.toString()
      .trim()
  ).toBe(there.root);
  expect(git(variables({ PATH: process.env.PATH ?? '' })).stderr.toString()).toContain('not a git repository');
});

it('gives a run the interpreter’s programs first, its organisation’s variables, and no secrets of the scheduler', () => {
  const given = variables({ PATH: '/usr/bin', JUPYTER_TOKEN: 'secret', LANG: 'de_DE.UTF-8' });

  expect(given).toMatchObject({ PATH: '/environments/a/bin:/usr/bin', LANG: 'de_DE.UTF-8', OWN: 'value' });
  expect(given).not.toHaveProperty('JUPYTER_TOKEN');
});

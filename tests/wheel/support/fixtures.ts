import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { pathWithoutNode } from './clean-path';
import { startLab, type TestLab } from './start-lab';

export type EnvironmentOptions = {
  /** Folder of the virtual environment. */
  readonly environment: string;
};

/** Where the programs of the environment run. */
export type Place = {
  readonly folder: string;
  readonly variables: NodeJS.ProcessEnv;
  /** What a command prints, on both streams and without colours. */
  readonly run: (command: string, ...args: readonly string[]) => string;
};

const REPOSITORY = join(__dirname, '../../../ui-tests/repository');

export const test = base.extend<object, EnvironmentOptions & { readonly place: Place; readonly lab: TestLab }>({
  environment: ['', { scope: 'worker', option: true }],
  place: [
    async ({ environment }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'peach-wheel-'));
      const own = { HOME: folder, PATH: pathWithoutNode(join(folder, 'bin'), environment) };
      const variables = { ...process.env, VIRTUAL_ENV: undefined, PYTHONPATH: undefined, ...own };
      await use({
        folder,
        variables,
        run: (command, ...args) => {
          const { stdout, stderr } = spawnSync(join(environment, 'bin', command), args, { env: variables, cwd: folder, encoding: 'utf8' });
          // eslint-disable-next-line no-control-regex
          return (stdout + stderr).replace(/\u001b\[\d*m/g, '');
        }
      });
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker' }
  ],
  lab: [
    async ({ environment, place }, use) => {
      const repository = join(place.folder, 'repository');
      cpSync(REPOSITORY, repository, { recursive: true });
      const git = (...args: readonly string[]): Buffer => execFileSync('git', args, { cwd: repository });
      git('init', '--quiet', '--initial-branch=master');
      git('config', 'user.name', 'Ann Example');
      git('config', 'user.email', 'ann@example.org');
      git('add', '.');
      git('commit', '--quiet', '--message', 'Tasks of two organisations');
      const lab = await startLab({ command: join(environment, 'bin', 'jupyter-lab'), root: repository, place });
      await use(lab);
      await lab.stop();
    },
    { scope: 'worker', timeout: 150_000 }
  ]
});

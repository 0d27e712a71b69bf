import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './paths';

/** A real git repository in a folder of the test's own. */
export type TestRepository = {
  readonly root: string;
  git(...args: string[]): string;
  read(path: string): string;
  write(path: string, text: string): void;
  /** Commits everything and answers the version: seven digits of the commit. */
  commit(subject: string): string;
};

export function createRepository(root: string): TestRepository {
  mkdirSync(root, { recursive: true });
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', root, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  git('init', '--quiet', '--initial-branch=master');
  git('config', 'user.name', 'Ada');
  git('config', 'user.email', 'ada@example.invalid');
  return {
    root,
    git,
    read: path => readFileSync(join(root, path), 'utf8'),
    write: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    commit: subject => {
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', subject);
      return git('rev-parse', '--short=7', 'HEAD');
    }
  };
}

/** The example repository, committed on master. */
export function createNewsroom(root: string): TestRepository {
  const repository = createRepository(root);
  cpSync(join(ROOT, 'examples', 'newsroom'), root, { recursive: true });
  repository.commit('The newsroom example');
  return repository;
}

/** A notebook with these code cells, as nbformat JSON. */
export function notebook(...sources: string[]): string {
  const cells = sources.map((source, index) => ({
    cell_type: 'code',
    id: `cell-${index + 1}`,
    metadata: {},
    execution_count: null,
    outputs: [],
    source
  }));
  return JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
}

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CommitHash } from '../../../protocol/identity';
import type { IClock, ILogger } from '../../ports';

/** A real repository in a temporary folder, for tests. */
export type TestRepository = {
  /** The temporary folder that holds everything. */
  readonly folder: string;
  /** The working copy, on branch master. */
  readonly root: string;
  git(...args: readonly string[]): string;
  write(path: string, content: string | Uint8Array): void;
  /** Writes the files and commits everything that changed. */
  commit(files: Readonly<Record<string, string | Uint8Array>>, subject?: string): CommitHash;
  remove(): void;
};

export function makeTestRepository(): TestRepository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'peach-git-')));
  const root = join(folder, 'work');
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const write = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  mkdirSync(root);
  git('init', '--quiet', '--initial-branch=master');
  git('config', 'user.name', 'Ada');
  git('config', 'user.email', 'ada@example.org');
  return {
    folder,
    root,
    git,
    write,
    commit: (files, subject = 'work') => {
      Object.entries(files).forEach(([path, content]) => write(path, content));
      git('add', '--all', '--force');
      git('commit', '--quiet', '--allow-empty', `--message=${subject}`);
      return git('rev-parse', 'HEAD') as CommitHash;
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  };
}

/** The real clock. */
export const testClock: IClock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  uptime: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise(resolve => {
      const timer = setTimeout(resolve, milliseconds);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    })
};

export const silentLogger: ILogger = { info: () => undefined, warn: () => undefined, error: () => undefined };

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { done, refuse, type Outcome } from '../../protocol/errors';
import type { RepositoryConfiguration } from '../../protocol/configuration';
import type { IClock, IGit, ILogger, IRepository } from '../ports';
import { CheckoutPool } from './checkouts/checkout-pool';
import { createRepositoryGit } from './command/repository-git';
import { runGit } from './command/run-git';
import { createRepository, type RepositoryParts } from './create-repository';
import { findGitDirectory } from './find-git-directory';
import { locateRepository } from './locate-repository';
import { createMirror, type Mirror } from './mirror';
import { locateInWorkingCopy, workingCopyRoot } from './working-copy-root';

type GitOptions = { readonly stateDir: string; readonly clock: IClock; readonly logger: ILogger };

/** Where a repository's objects and branches are read. */
type Source = Pick<RepositoryParts, 'gitDirectory' | 'bare' | 'git' | 'mirror'>;

/** Git through the git command. Mirrors of remotes and working copies are kept in the state directory. */
export function createGit(options: GitOptions): IGit {
  /** One object for each configuration, so that its working copies have one owner. */
  const opened = new Map<string, IRepository>();
  const mirrors = new Map<string, Mirror>();

  function mirrorOf(url: string): Mirror {
    const directory = join(options.stateDir, 'repositories', `${shortHash(url)}.git`);
    const mirror = mirrors.get(url) ?? createMirror({ url, directory, clock: options.clock });
    mirrors.set(url, mirror);
    return mirror;
  }

  async function sourceOf(url: string): Promise<Outcome<Source>> {
    const location = locateRepository(url);
    if (!location.ok) {
      return location;
    }
    if (location.value.kind === 'remote') {
      const mirror = mirrorOf(url);
      return done({ gitDirectory: mirror.directory, bare: true, git: mirror.git, mirror });
    }
    const found = await findGitDirectory(location.value.path);
    return found.ok
      ? done({ gitDirectory: found.value.path, bare: found.value.bare, git: createRepositoryGit(found.value.path), mirror: null })
      : found;
  }

  async function open({ url, branch }: RepositoryConfiguration): Promise<Outcome<IRepository>> {
    if (branch !== null && !(await isBranchName(branch))) {
      return refuse('git_failed', `${JSON.stringify(branch)} can't be the name of a branch: name one as git branch lists it`);
    }
    const source = await sourceOf(url);
    if (!source.ok) {
      return source;
    }
    const key = [url, branch, source.value.gitDirectory].join('\0');
    const directory = join(options.stateDir, 'checkouts', shortHash(key));
    const pool = new CheckoutPool({ directory, git: source.value.git, logger: options.logger });
    const repository = opened.get(key) ?? createRepository({ ...options, ...source.value, url, branch, pool });
    opened.set(key, repository);
    return done(repository);
  }

  return { open, workingCopyRoot, locate: locateInWorkingCopy };
}

async function isBranchName(name: string): Promise<boolean> {
  const answer = await runGit(['check-ref-format', `refs/heads/${name}`]);
  return answer.ok || answer.cut !== null;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

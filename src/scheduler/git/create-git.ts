import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { done, refuse, type Outcome } from '../../protocol/errors';
import type { RepositoryConfiguration } from '../../protocol/configuration';
import type { IClock, IGit, ILogger, IRepository } from '../ports';
import { CheckoutPool } from './checkouts/checkout-pool';
import { freeBytes } from './checkouts/free-bytes';
import { oneAtATime } from './checkouts/one-at-a-time';
import { removeUnserved } from './checkouts/remove-unserved';
import { createSplitKeeper } from './checkouts/trees/split-keeper';
import { createThreadedKeeper } from './checkouts/trees/threaded-keeper';
import { createTreeKeeper, type ITreeKeeper } from './checkouts/trees/tree-keeper';
import { createRepositoryGit } from './command/repository-git';
import { runGit } from './command/run-git';
import { createRepository, type RepositoryParts } from './create-repository';
import { findGitDirectory } from './find-git-directory';
import { locateRepository } from './locate-repository';
import { createMirror, type Mirror } from './mirror';
import { packedBytes } from './packed-bytes';
import { locateInWorkingCopy, workingCopyRoot } from './working-copy-root';

type GitOptions = {
  readonly stateDir: string;
  readonly clock: IClock;
  readonly logger: ILogger;
  /** Program of the thread that looks after large working copies; null: they are looked after in this one. */
  readonly keeperThread: string | null;
  /** Milliseconds in which nothing may come from a remote; 40 s where absent. */
  readonly silence?: number;
};

const SILENCE = 40_000;

/** Where a repository's objects and branches are read. */
type Source = Pick<RepositoryParts, 'gitDirectory' | 'bare' | 'git' | 'mirror'>;

/** Git through the git command. Mirrors of remotes and working copies are kept in the state directory. */
export function createGit(options: GitOptions): IGit {
  /** One object for each configuration, so that its working copies have one owner. */
  const opened = new Map<string, IRepository>();
  const mirrors = new Map<string, Mirror>();
  const silence = options.silence ?? SILENCE;
  const keeper = createKeeper(options.keeperThread);
  const inBackground = oneAtATime();
  const checkouts = join(options.stateDir, 'checkouts');
  /** Folders in there that have an owner. */
  const owned = new Set<string>();

  function reclaim(inUse: readonly string[]): void {
    inBackground(() =>
      removeUnserved({ directory: checkouts, isServed: folder => owned.has(folder), inUse, remove: folder => keeper.discard(folder) })
    );
  }

  function mirrorOf(url: string): Mirror {
    const directory = join(options.stateDir, 'repositories', `${shortHash(url)}.git`);
    const mirror = mirrors.get(url) ?? createMirror({ url, directory, clock: options.clock, silence });
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
    if (!found.ok) {
      return found;
    }
    const { path: gitDirectory, bare, partial } = found.value;
    const written = (): Promise<number> => packedBytes(gitDirectory);
    const limits = partial ? { silence: { limit: silence, written, who: 'the remote of this partial clone' } } : {};
    return done({ gitDirectory, bare, git: createRepositoryGit(gitDirectory, limits), mirror: null });
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
    const directory = join(checkouts, shortHash(key));
    owned.add(directory);
    const pool = new CheckoutPool({ ...options, directory, git: source.value.git, keeper, inBackground, freeBytes });
    const repository = opened.get(key) ?? createRepository({ ...options, ...source.value, url, branch, pool, reclaim });
    opened.set(key, repository);
    return done(repository);
  }

  return { open, workingCopyRoot, locate: locateInWorkingCopy };
}

/** Files and folders of a working copy that are looked at within some 8 ms. */
const SMALL = 2_000;

function createKeeper(thread: string | null): ITreeKeeper {
  return thread === null ? createTreeKeeper() : createSplitKeeper(createTreeKeeper(SMALL), createThreadedKeeper(thread));
}

async function isBranchName(name: string): Promise<boolean> {
  const answer = await runGit(['check-ref-format', `refs/heads/${name}`]);
  return answer.ok || answer.cut !== null;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diskRefusal } from '../../core/refusals/disk-refusal';
import { stripCredentials } from '../../core/text/strip-credentials';
import { done, type Outcome } from '../../protocol/errors';
import type { IClock } from '../ports';
import { gitRefusal } from './command/git-refusal';
import { packedBytes } from './packed-bytes';
import { createRepositoryGit, type RepositoryGit } from './command/repository-git';
import { runGit, type GitCall } from './command/run-git';
import { fetchRefusal } from './fetch-refusal';
import { removeStaleLocks } from './remove-stale-locks';

/** A bare copy of a remote repository. */
export type Mirror = {
  readonly directory: string;
  readonly git: RepositoryGit;
  /** Asks the remote. Calls at the same time share one answer. */
  fetch(signal: AbortSignal): Promise<Outcome<null>>;
  /** When the remote last answered, milliseconds since the epoch; null: never. */
  fetchedAt(): Promise<number | null>;
};

type Source = {
  readonly url: string;
  readonly directory: string;
  readonly clock: IClock;
  /** Milliseconds in which nothing may come. */
  readonly silence: number;
};

/** A fetch that gets on: the first one brings the whole history, and a later one may bring as much. */
const TIMEOUT = 1_800_000;

/** What it tells of its progress, also the remote's, is a sign of life. */
const FETCH = ['fetch', '--progress', '--prune', '--force', '--no-tags', '--no-write-fetch-head'];

export function createMirror({ url, directory, clock, silence }: Source): Mirror {
  const git = createRepositoryGit(directory);
  const marker = join(directory, 'peach-fetched-at');
  let running: Promise<Outcome<null>> | null = null;

  async function fetchedAt(): Promise<number | null> {
    const time = Number(await readFile(marker, 'utf8').catch(() => 'never'));
    return Number.isFinite(time) ? time : null;
  }

  async function fetchNow(signal: AbortSignal): Promise<Outcome<null>> {
    const made = (await fetchedAt()) === null ? await makeRepository(directory) : done(null);
    if (!made.ok) {
      return made;
    }
    // No other git works here for longer than this.
    await removeStaleLocks(directory, TIMEOUT);
    const limits = { timeout: TIMEOUT, silence: { limit: silence, written: () => packedBytes(directory) }, signal };
    const fetched = await git([...FETCH, '--', url, '+refs/heads/*:refs/heads/*'], limits);
    if (!fetched.ok) {
      return fetchRefusal(url, fetched);
    }
    await followDefaultBranch(git, url, { silence: limits.silence, signal });
    await writeFile(marker, String(clock.now()));
    return done(null);
  }

  return {
    directory,
    git,
    fetchedAt,
    fetch: signal => {
      running ??= fetchNow(signal)
        .catch((error: unknown) => diskRefusal(`${stripCredentials(url)} can't be fetched`, error))
        .finally(() => {
          running = null;
        });
      return running;
    }
  };
}

/** Once more does no harm: the first time may have been cut short. */
async function makeRepository(directory: string): Promise<Outcome<null>> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const answer = await runGit(['init', '--quiet', '--bare', '--template=', '--initial-branch=master', '--', directory]);
  return answer.ok ? done(null) : gitRefusal(`no copy can be made in ${directory}`, answer);
}

/** Points HEAD of the mirror where the remote's points. Only asked where there is no master, which comes before it anyway. */
async function followDefaultBranch(git: RepositoryGit, url: string, limits: GitCall): Promise<void> {
  const master = await git(['show-ref', '--verify', '--quiet', 'refs/heads/master']);
  if (master.ok) {
    return;
  }
  const answer = await git(['ls-remote', '--symref', '--', url, 'HEAD'], limits);
  const branch = /^ref: (refs\/heads\/\S+)\tHEAD$/m.exec(answer.stdout.toString('utf8'))?.[1];
  if (branch !== undefined) {
    await git(['symbolic-ref', 'HEAD', branch]);
  }
}

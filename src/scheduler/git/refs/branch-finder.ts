import { done, refuse, type Outcome } from '../../../protocol/errors';
import { gitRefusal } from '../command/git-refusal';
import type { RepositoryGit } from '../command/repository-git';
import { defaultBranch } from './default-branch';
import { createRefReader } from './read-ref';

/** The branch that tasks run from, and the hash it stands at. */
type BranchHead = { readonly branch: string; readonly hash: string };

export type BranchFinder = {
  find(): Promise<Outcome<BranchHead>>;
  /** Branches that may be the one, best first. */
  candidates(): Promise<readonly string[]>;
};

type Place = {
  readonly git: RepositoryGit;
  readonly gitDirectory: string;
  readonly bare: boolean;
  /** As people know it, for messages. */
  readonly name: string;
  /** As configured, or null. */
  readonly branch: string | null;
};

/** The branch that tasks run from where none is configured and it exists. */
const BEST = 'master';
const MOST_NAMED = 10;

/** Finds the configured branch; without one master, else the default branch of the remote, else main. */
export function createBranchFinder(place: Place): BranchFinder {
  const readRef = createRefReader(place.gitDirectory, place.git);

  async function candidates(): Promise<readonly string[]> {
    if (place.branch !== null) {
      return [place.branch];
    }
    const remotes = await defaultBranch(place.gitDirectory, place.bare);
    return [...new Set([BEST, ...(remotes === null ? [] : [remotes]), 'main'])];
  }

  async function firstOf(names: readonly string[]): Promise<BranchHead | null> {
    for (const branch of names) {
      const hash = await readRef(`refs/heads/${branch}`);
      if (hash !== null) {
        return { branch, hash };
      }
    }
    return null;
  }

  async function find(): Promise<Outcome<BranchHead>> {
    // The best candidate before the others are looked up: each run asks.
    const best = await firstOf([place.branch ?? BEST]);
    if (best !== null) {
      return done(best);
    }
    const [, ...others] = await candidates();
    const found = await firstOf(others);
    return found === null ? missing(place, await candidates()) : done(found);
  }

  return { find, candidates };
}

async function missing(place: Place, names: readonly string[]): Promise<Outcome<never>> {
  const answer = await place.git(['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads']);
  if (!answer.ok) {
    return gitRefusal(`the branches of ${place.name} can't be read`, answer);
  }
  const branches = answer.stdout
    .toString('utf8')
    .split('\n')
    .filter(name => name !== '');
  if (branches.length === 0) {
    return refuse('git_failed', `${place.name} has no commits yet: commit something on ${names[0]}`);
  }
  const more = branches.length > MOST_NAMED ? ` and ${branches.length - MOST_NAMED} more` : '';
  const there = `its branches are ${branches.slice(0, MOST_NAMED).join(', ')}${more}`;
  const what = place.branch === null ? 'name the one that tasks run from' : 'name one of them';
  return refuse('git_failed', `${place.name} has no branch ${names.join(' or ')}: ${there}; ${what} with branch: in the configuration`);
}

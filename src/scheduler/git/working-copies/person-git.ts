import { runGit, type GitAnswer, type GitCall } from '../command/run-git';

/**
 * Git as the person's own command line would run it in the checkout at `root`: with hooks, and with git's own caution about folders
 * that belong to somebody else, because a request names the folder here and not the configuration.
 */
export function personGit(root: string, args: readonly string[], call: Omit<GitCall, 'cwd'> = {}): Promise<GitAnswer> {
  return runGit(['-C', root, ...args], call);
}

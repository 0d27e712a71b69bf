import { runGit, type GitAnswer, type GitCall } from './run-git';

/** Git for one repository that the scheduler serves. */
export type RepositoryGit = (args: readonly string[], call?: GitCall) => Promise<GitAnswer>;

/**
 * `safe.directory`: who configures a repository to be served has its code run, so its owner is trusted already.
 * Hooks and the file system monitor are for people's own work in a checkout.
 */
const SETTINGS = [
  'safe.directory=*',
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'log.showSignature=false',
  'protocol.ext.allow=never',
  'advice.detachedHead=false'
].flatMap(setting => ['-c', setting]);

/** Git that reads the objects and references of `gitDirectory`, wherever it is started; `limits` hold where a call has none of its own. */
export function createRepositoryGit(gitDirectory: string, limits: Pick<GitCall, 'silence'> = {}): RepositoryGit {
  return (args, call) => runGit([...SETTINGS, `--git-dir=${gitDirectory}`, ...args], { ...limits, ...call });
}

/** Git for a folder of which it is not yet known whether it is a repository. */
export function askGit(folder: string, args: readonly string[]): Promise<GitAnswer> {
  return runGit([...SETTINGS, '-C', folder, ...args]);
}

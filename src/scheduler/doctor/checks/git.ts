import type { Check } from '../doctor-context';
import { good, problem } from '../finding';
import { isAtLeast } from '../version-order';

/** The first that knows `rev-parse --path-format`. */
const LEAST = [2, 31];

export const gitCheck: Check = {
  name: 'git',
  half: 'scheduler',
  look: async ({ git }) => {
    const answer = await git(['--version']);
    if (!answer.ok) {
      return [
        problem(
          `git can’t be started: ${answer.failure ?? answer.stderr.trim()}`,
          'install git and have it on the PATH of whoever starts the scheduler'
        )
      ];
    }
    const version = answer.stdout.trim().replace(/^git version /, '');
    return [isAtLeast(version, LEAST) ? good(version) : problem(`git ${version} is older than 2.31`, 'install git 2.31 or newer')];
  }
};

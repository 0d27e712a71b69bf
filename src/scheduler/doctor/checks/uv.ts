import type { Check } from '../doctor-context';
import { good, problem } from '../finding';
import { isAtLeast } from '../version-order';

const LEAST = [0, 8];
const REMEDY = 'run `pip install "uv>=0.8"` in the environment of JupyterLab, then start the scheduler again';

export const uvCheck: Check = {
  name: 'uv',
  half: 'scheduler',
  look: async ({ uv, uvPath }) => {
    if (uvPath === null) {
      return [problem('uv, which makes the environments of tasks, is not installed', REMEDY)];
    }
    const answer = await uv(['--version']);
    if (!answer.ok) {
      return [problem(`${uvPath} can’t be started: ${answer.failure ?? answer.stderr.trim()}`, REMEDY)];
    }
    const version = answer.stdout.trim().replace(/^uv /, '');
    return [isAtLeast(version, LEAST) ? good(`${version}, ${uvPath}`) : problem(`uv ${version} is older than 0.8`, REMEDY)];
  }
};

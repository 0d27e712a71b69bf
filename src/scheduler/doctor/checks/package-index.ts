import { stripCredentials } from '../../../core/text/strip-credentials';
import type { Check } from '../doctor-context';
import { good, problem } from '../finding';

/** A package that every index has, and that needs no other. */
const ASKED_FOR = 'pip';

export const packageIndexCheck: Check = {
  name: 'package index',
  half: 'scheduler',
  look: async ({ online, uv, uvPath }) => {
    if (uvPath === null) {
      return [];
    }
    if (!online) {
      return [good('not asked; --online does so')];
    }
    const answer = await uv(['pip', 'compile', '--quiet', '--no-header', '--no-annotate', '--refresh', '-'], `${ASKED_FOR}\n`);
    const words = stripCredentials(answer.failure ?? answer.stderr.trim());
    return [
      answer.ok
        ? good(`it answers: ${answer.stdout.trim()}`)
        : problem(
            `uv can’t find ${ASKED_FOR} in it: ${words}`,
            'see the network, its proxy (HTTPS_PROXY) and the settings of uv (UV_DEFAULT_INDEX, uv.toml) where the scheduler is started'
          )
    ];
  }
};

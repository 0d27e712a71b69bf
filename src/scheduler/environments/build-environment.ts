import { done, refuse, type Outcome } from '../../protocol/errors';
import { installerWords } from './installer-words';
import { stripCredentials } from '../../core/text/strip-credentials';
import { interpreterIn, lockIn } from './environment-folder';
import { runUv } from './run-uv';

export type Build = {
  readonly uv: string;
  /** Path or version of the interpreter to build on. */
  readonly python: string;
  readonly requirements: readonly string[];
  /** Where it is built. It may be renamed afterwards: nothing in it names its own place. */
  readonly folder: string;
  readonly signal: AbortSignal;
};

type Step = { readonly args: readonly string[]; readonly input: string };

/** Makes the environment, with the lock it was made by. Answers uv's whole log, without credentials; a refusal has it as details. */
export async function buildEnvironment(build: Build): Promise<Outcome<string>> {
  let log = '';
  for (const { args, input } of stepsOf(build)) {
    const answer = await runUv({ uv: build.uv, args, input, signal: build.signal });
    log += stripCredentials(`$ uv ${args.join(' ')}\n${answer.log}`);
    if (!answer.ok) {
      const words = installerWords(stripCredentials(answer.log));
      return refuse('definition_invalid', words === '' ? 'uv ended without a word' : words, log);
    }
  }
  return done(log);
}

function stepsOf({ python, requirements, folder }: Build): readonly Step[] {
  const interpreter = ['--python', interpreterIn(folder)];
  const make: Step = { args: ['venv', '--relocatable', '--python', python, '--', folder], input: '' };
  if (requirements.length === 0) {
    return [make];
  }
  const lock = ['--no-header', '--output-file', lockIn(folder), '-'];
  return [
    make,
    { args: ['pip', 'compile', '--quiet', ...interpreter, ...lock], input: `${requirements.join('\n')}\n` },
    { args: ['pip', 'sync', ...interpreter, lockIn(folder)], input: '' }
  ];
}

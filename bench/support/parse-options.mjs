// What the command line asks for.
import { parseArgs } from 'node:util';

const LETTERS = ['a', 'k', 'p', 'b', 'q', 'c', 'd', 'e', 'w', 'r', 's', 'l', 'm', 'j'];
export const USAGE = `usage: npm run bench -- [--quick] [--only ${LETTERS.slice(0, 2).join(',')}]
  --quick  5 repetitions instead of 20, a smaller repository for w, a shorter history for d and s
  --only   letters of the measures to take, of ${LETTERS.join(', ')}`;

const REPETITIONS = 20;
const QUICK_REPETITIONS = 5;

/** Answers `{ repetitions, quick, letters }`, or `{ error }` in plain words. */
export function parseOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({ args, options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } }));
  } catch (error) {
    return { error: error.message };
  }
  const letters = values.only === undefined ? LETTERS : values.only.split(',').map(letter => letter.trim());
  const unknown = letters.filter(letter => !LETTERS.includes(letter));
  if (unknown.length > 0) {
    return { error: `unknown measure ${unknown.join(', ')}; there are ${LETTERS.join(', ')}` };
  }
  return { repetitions: values.quick ? QUICK_REPETITIONS : REPETITIONS, quick: values.quick, letters };
}

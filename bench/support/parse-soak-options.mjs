// What the command line of the soak asks for.
import { parseArgs } from 'node:util';

export const SOAK_USAGE = `usage: npm run soak -- [--runs N]
  --runs  so many runs, 100000 by default`;

const RUNS = 100_000;

/** Answers `{ runs }`, or `{ error }` in plain words. */
export function parseSoakOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({ args, options: { runs: { type: 'string', default: String(RUNS) } } }));
  } catch (error) {
    return { error: error.message };
  }
  const runs = Number(values.runs);
  return Number.isInteger(runs) && runs >= 100 ? { runs } : { error: `--runs ${values.runs}: write a whole number from 100 on` };
}

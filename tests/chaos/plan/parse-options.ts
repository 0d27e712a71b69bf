import { parseArgs } from 'node:util';

/** Ways to make the scheduler's work wrong on purpose, so that one can see the checker find it. */
const SABOTAGES = ['start-twice', 'drop-line', 'false-status', 'lose-run', 'leave-process'] as const;
export type Sabotage = (typeof SABOTAGES)[number];

/** What `npm run chaos` is asked for. `minutes`: no round begins after that; null: all are done. */
export type ChaosOptions = {
  readonly seed: number;
  readonly kills: number;
  readonly minutes: number | null;
  readonly brief: boolean;
  readonly sabotage: Sabotage | null;
};

export const USAGE = `usage: npm run chaos -- [--short] [--seed N] [--kills N] [--minutes N] [--sabotage NAME]
  --short     25 kills with seed 1, as CI does; is ended after 12 minutes
  --seed      repeats the plan of an earlier run; default: the time
  --kills     SIGKILLs of the scheduler; default 1000
  --minutes   begins no round of 25 kills after that
  --sabotage  makes something wrong on purpose, which must be found: ${SABOTAGES.join(', ')}`;

const DEFAULT_KILLS = 1_000;
const SHORT = { kills: 25, seed: 1 };

/** The options, or what is wrong with them in plain words. `now` seeds a run that names no seed. */
export function parseOptions(args: readonly string[], now: number): ChaosOptions | { readonly error: string } {
  const text = { type: 'string' } as const;
  try {
    const options = { short: { type: 'boolean' }, seed: text, kills: text, minutes: text, sabotage: text } as const;
    const { values } = parseArgs({ args: [...args], options });
    const brief = values.short ?? false;
    return {
      seed: wholeNumber('--seed', values.seed) ?? (brief ? SHORT.seed : now % 1_000_000),
      kills: wholeNumber('--kills', values.kills) ?? (brief ? SHORT.kills : DEFAULT_KILLS),
      minutes: wholeNumber('--minutes', values.minutes),
      brief,
      sabotage: sabotageNamed(values.sabotage)
    };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function wholeNumber(option: string, value: string | undefined): number | null {
  if (value === undefined) {
    return null;
  }
  if (!/^[1-9]\d{0,8}$/.test(value)) {
    throw new Error(`${option} ${value} is no number; use a whole one from 1`);
  }
  return Number(value);
}

function sabotageNamed(value: string | undefined): Sabotage | null {
  const found = SABOTAGES.find(name => name === value) ?? null;
  if (found === null && value !== undefined) {
    throw new Error(`unknown sabotage ${value}; use ${SABOTAGES.join(', ')}`);
  }
  return found;
}

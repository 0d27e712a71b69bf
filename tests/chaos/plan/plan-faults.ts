import type { FaultKind } from '../history/history';
import type { IRandom } from './random';

/** One fault to come: milliseconds after the one before, how long it lasts, and what chooses its victim (0 to 1). */
export type PlannedFault = { readonly kind: FaultKind; readonly after: number; readonly lasts: number; readonly choice: number };

/** Faults up to a rest, at which the history is checked. */
export type Round = readonly PlannedFault[];

/** SIGKILLs of the scheduler in one round. */
const KILLS_A_ROUND = 25;

/** How often each other fault comes in a round. */
const OTHERS: Readonly<Record<Exclude<FaultKind, 'kill_scheduler'>, number>> = {
  kill_everything: 1,
  kill_run: 3,
  kill_supervisor: 2,
  kill_warm_parent: 2,
  kill_supervisor_and_warm_parent: 2,
  freeze_scheduler: 1,
  freeze_supervisor: 1,
  freeze_run: 1,
  fill_disk: 3,
  read_only: 1,
  remote_corrupt: 1,
  remote_force_push: 1,
  remote_away: 1,
  resolver: 1,
  cut_socket: 2,
  clock: 2
};

/** Longest pause before a fault, of the whole plan and of a brief one, and longest time a lasting one lasts, in milliseconds. */
const LONGEST_PAUSE = 1_200;
const LONGEST_BRIEF_PAUSE = 600;
const LONGEST_FAULT = 1_500;

/** Rounds with `kills` SIGKILLs of the scheduler together, one more after each other fault. `brief`: each other fault at most once a round. */
export function planFaults(random: IRandom, kills: number, brief: boolean): readonly Round[] {
  const rounds: Round[] = [];
  for (let left = kills; left > 0; left -= KILLS_A_ROUND) {
    rounds.push(planRound(random, Math.min(left, KILLS_A_ROUND), brief));
  }
  return rounds;
}

function planRound(random: IRandom, kills: number, brief: boolean): Round {
  const others = (Object.entries(OTHERS) as [FaultKind, number][]).flatMap(([kind, times]) =>
    Array<FaultKind>(brief ? Math.min(1, times) : times).fill(kind)
  );
  // `kill_everything` kills the scheduler too.
  const scheduler = Array<FaultKind>(Math.max(0, kills - 1)).fill('kill_scheduler');
  return random.shuffled([...others, ...scheduler]).map(kind => ({
    kind,
    after: random.integer(brief ? LONGEST_BRIEF_PAUSE : LONGEST_PAUSE),
    // Half of the killed schedulers come back at once.
    lasts: kind === 'kill_scheduler' && random.fraction() < 0.5 ? 0 : random.integer(LONGEST_FAULT),
    choice: random.fraction()
  }));
}

import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkHistory } from './check/check-history';
import { createProgress, type IProgress } from './guard/progress';
import type { ChaosOptions } from './plan/parse-options';
import { planFaults, type PlannedFault } from './plan/plan-faults';
import { createRandom } from './plan/random';
import { formatReport, formatTotals, NOTHING_KEPT } from './report/format-report';
import { addRound, NOTHING, schedulerKills, type Tally } from './report/tally';
import { runRound } from './run-round';
import { buildWorld, type BuiltWorld } from './world/build-world';
import { moment } from './world/moment';
import { comeToRest, dueTimeName, readHistory, wakeUp } from './world/rest';
import { sabotage } from './world/sabotage';

const MILLISECONDS_A_MINUTE = 60_000;
const MOST_VIOLATIONS = 20;
const FULL_DISK = 'a full disk is told';

/** Exit codes of those that came to their end and have said so. */
export const ENDS = { good: 0, broken: 3 } as const;

type Chaos = { readonly world: BuiltWorld; readonly options: ChaosOptions; readonly progress: IProgress; readonly minutes: () => number };

/** Lets faults loose in a world in `folder` and tells what came of it. */
export async function runChaos(options: ChaosOptions, folder: string): Promise<number> {
  const command = `npm run chaos -- --seed ${options.seed} --kills ${options.kills}${options.brief ? ' --short' : ''}`;
  const progress = createProgress(message => void process.send?.(message));
  const began = moment();
  const minutes = (): number => (moment() - began) / MILLISECONDS_A_MINUTE;
  console.log(`${command}\nin ${folder}`);
  const world = await progress.during('the world to be built', () => buildWorld(options.seed, folder));
  endWhenAsked(world);
  const { tally, problems } = await carryOut({ world, options, progress, minutes });
  const skips = Object.values({ ...world.disk.skips, clock: world.clock.skips }).filter(skip => skip !== null);
  console.log(`\n${formatReport(tally, { command, minutes: minutes(), skips })}\n`);
  const good = tally.violations.length === 0 && problems.length === 0;
  if (good) {
    world.forget();
  } else {
    problems.forEach(problem => console.log(`it could not be carried out: ${problem}`));
    console.log(`seed ${options.seed}; everything is kept in ${folder}\n`);
  }
  const totals = formatTotals(tally, world.disk.skips.fill_disk === undefined ? [] : [FULL_DISK]);
  console.log(problems.length === 0 ? totals : NOTHING_KEPT);
  return good ? ENDS.good : ENDS.broken;
}

/** All rounds, then the end of everything. `problems`: what kept it from that, such as somebody who was waited for in vain. */
async function carryOut(chaos: Chaos): Promise<{ readonly tally: Tally; readonly problems: readonly string[] }> {
  const problems: string[] = [];
  const note = (error: unknown): void => void problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  let tally = NOTHING;
  try {
    for await (const sum of rounds(chaos)) {
      tally = sum;
    }
  } catch (error) {
    note(error);
  }
  await chaos.progress.during('the end of the world', () => chaos.world.end()).catch(note);
  return { tally, problems };
}

/** The sum after each round, until a promise is broken. */
async function* rounds({ world, options, progress, minutes }: Chaos): AsyncGenerator<Tally> {
  let tally = NOTHING;
  const checked = new Set<string>();
  for (const round of planFaults(createRandom(options.seed), options.kills, options.brief)) {
    if (tally.violations.length > 0 || (options.minutes !== null && minutes() >= options.minutes)) {
      break;
    }
    progress.beginRound();
    await runRound(world, round, progress, words => appendFileSync(join(world.folder, 'faults.log'), `${words}\n`));
    await progress.during('everything to come to rest', () => comeToRest(world));
    const undo = options.sabotage === null ? null : await sabotage(world, options.sabotage);
    const history = await progress.during('the history to be read', () => readHistory(world, checked));
    undo?.();
    const violations = checkHistory(history);
    tally = addRound(tally, history, violations);
    yield tally;
    console.log(
      `${minutes().toFixed(1)} min: ${schedulerKills(tally)} kills, ${history.runs.length} runs checked, ${violations.length} violations`
    );
    if (violations.length > 0) {
      tellPlan(round);
      violations.slice(0, MOST_VIOLATIONS).forEach(({ promise, words }) => console.log(`  ${promise}: ${words}`));
    } else {
      history.runs.forEach(({ id }) => checked.add(id));
      history.dueTimes.forEach(due => checked.add(dueTimeName(due)));
      wakeUp(world, history);
    }
  }
}

function tellPlan(round: readonly PlannedFault[]): void {
  console.log('the faults of this round, with the milliseconds before each, and how long it was to last:');
  console.log(round.map(({ kind, after, lasts }) => `  +${after} ${kind} (${lasts})`).join('\n'));
}

/** A person who ends this, or a guard that is gone, leaves nothing running. */
function endWhenAsked(world: BuiltWorld): void {
  const end = (): void => void world.end().finally(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, end);
  }
  process.once('disconnect', end);
}

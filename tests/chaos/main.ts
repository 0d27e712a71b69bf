import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkHistory } from './check/check-history';
import { parseOptions, USAGE, type ChaosOptions } from './plan/parse-options';
import { planFaults, type PlannedFault } from './plan/plan-faults';
import { createRandom } from './plan/random';
import { formatReport, formatTotals } from './report/format-report';
import { addRound, NOTHING, schedulerKills, type Tally } from './report/tally';
import { runRound } from './run-round';
import { buildWorld } from './world/build-world';
import { moment } from './world/moment';
import { comeToRest, readHistory, wakeUp } from './world/rest';
import { sabotage } from './world/sabotage';
import type { World } from './world/world';

const MILLISECONDS_A_MINUTE = 60_000;
const MOST_VIOLATIONS = 20;
const FULL_DISK = 'a full disk is told';

const args = process.argv.slice(2);
const options = parseOptions(args, Date.now());
if ('error' in options) {
  console.error(`${options.error}\n${USAGE}`);
  process.exitCode = 2;
} else {
  process.exitCode = (await runChaos(options)) ? 0 : 1;
}

/** True where every promise was kept. */
async function runChaos(options: ChaosOptions): Promise<boolean> {
  const command = `npm run chaos -- --seed ${options.seed} --kills ${options.kills}${options.brief ? ' --short' : ''}`;
  const world = await buildWorld(options.seed);
  const began = moment();
  const minutes = (): number => (moment() - began) / MILLISECONDS_A_MINUTE;
  const ending = endOnSignal(world);
  console.log(`${command}\nin ${world.folder}`);
  const tally = await allRounds(world, options, minutes).finally(() => {
    ending.abort();
    return world.end();
  });
  const skips = Object.values({ ...world.disk.skips, clock: world.clock.skips }).filter(skip => skip !== null);
  console.log(`\n${formatReport(tally, { command, minutes: minutes(), skips })}\n`);
  const good = tally.violations.length === 0;
  if (good) {
    world.forget();
  } else {
    console.log(`seed ${options.seed}; everything is kept in ${world.folder}\n`);
  }
  console.log(formatTotals(tally, world.disk.skips.fill_disk === undefined ? [] : [FULL_DISK]));
  return good;
}

async function allRounds(world: World, options: ChaosOptions, minutes: () => number): Promise<Tally> {
  let tally = NOTHING;
  const checked = new Set<string>();
  for (const round of planFaults(createRandom(options.seed), options.kills, options.brief)) {
    if (tally.violations.length > 0 || (options.minutes !== null && minutes() >= options.minutes)) {
      break;
    }
    await runRound(world, round, words => appendFileSync(join(world.folder, 'faults.log'), `${words}\n`));
    await comeToRest(world);
    const undo = options.sabotage === null ? null : await sabotage(world, options.sabotage);
    const history = await readHistory(world, checked);
    undo?.();
    const violations = checkHistory(history);
    tally = addRound(tally, history, violations);
    console.log(
      `${minutes().toFixed(1)} min: ${schedulerKills(tally)} kills, ${history.runs.length} runs checked, ${violations.length} violations`
    );
    if (violations.length > 0) {
      tellPlan(round);
      violations.slice(0, MOST_VIOLATIONS).forEach(({ promise, words }) => console.log(`  ${promise}: ${words}`));
    } else {
      history.runs.forEach(({ id }) => checked.add(id));
      wakeUp(world, history);
    }
  }
  return tally;
}

function tellPlan(round: readonly PlannedFault[]): void {
  console.log('the faults of this round, with the milliseconds before each, and how long it was to last:');
  console.log(round.map(({ kind, after, lasts }) => `  +${after} ${kind} (${lasts})`).join('\n'));
}

/** A person who ends this leaves nothing running. */
function endOnSignal(world: { readonly end: () => Promise<void> }): AbortController {
  const done = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const end = (): void => void world.end().finally(() => process.exit(1));
    process.once(signal, end);
    done.signal.addEventListener('abort', () => process.removeListener(signal, end));
  }
  return done;
}

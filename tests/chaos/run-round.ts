import { setTimeout as pause } from 'node:timers/promises';
import { injectFault, resourceOf } from './faults/inject-fault';
import { othersGoOn } from './faults/others-go-on';
import type { IProgress } from './guard/progress';
import { runLoad } from './load/run-load';
import type { Moment } from './history/history';
import type { PlannedFault, Round } from './plan/plan-faults';
import { moment } from './world/moment';
import type { World } from './world/world';

/** Runs that every loop starts in quiet times, before and after the faults. */
const WANTED = 2;
/** Share of killed schedulers whose successor is not waited for: it is hit while it starts. */
const IMPATIENT = 0.3;
/** Milliseconds to wait for a scheduler that may not be able to run anything just now. */
const START_PATIENCE = 10_000;
const LOOK_EVERY = 20;

/** One round under load: quiet, all its faults, quiet again. `tell` hears of each fault when it is over. It is cut short where loops stand still. */
export async function runRound(world: World, round: Round, progress: IProgress, tell: (words: string) => void): Promise<void> {
  const load = new AbortController();
  const quiet = (despite: string): Promise<void> =>
    progress.during(`all loops to go on ${despite}`, () => othersGoOn(world, { from: moment(), holds: [], despite, wanted: WANTED }));
  const givenUp = (): boolean => world.recorder.givenUp;
  await quiet('before the faults');
  if (givenUp()) {
    return;
  }
  const working = handled(runLoad(world, load.signal));
  try {
    await injectAll(round, async planned => {
      if (!givenUp()) {
        await progress.during(planned.kind, () => inject(world, planned, tell));
      }
    });
    if (!givenUp()) {
      await quiet('after the faults');
    }
  } finally {
    load.abort();
    await progress.during('the end of the load', () => working);
  }
}

/** Faults of different resources overlap; of the same one they queue. */
async function injectAll(round: Round, injectOne: (planned: PlannedFault) => Promise<void>): Promise<void> {
  const busy = new Map<string, Promise<void>>();
  for (const planned of round) {
    await pause(planned.after);
    const resource = resourceOf(planned.kind);
    await busy.get(resource);
    busy.set(resource, handled(injectOne(planned)));
    if (resource === 'scheduler') {
      await busy.get(resource);
    }
  }
  await Promise.all(busy.values());
}

/** Where it fails, that is told to the one who waits for it, and ends nothing before. */
function handled(work: Promise<void>): Promise<void> {
  work.catch(() => undefined);
  return work;
}

async function inject(world: World, planned: PlannedFault, tell: (words: string) => void): Promise<void> {
  const begin = moment();
  const done = await injectFault(world, planned);
  const until = moment();
  const from = done?.from ?? begin;
  if (done !== null) {
    world.recorder.add('faults', { kind: planned.kind, ...done, from, until });
  }
  const victims = done?.victims.map(({ run, role }) => ` ${role} of ${run}`).join(',') ?? ' found nobody';
  tell(`${from.toFixed(0)} to ${until.toFixed(0)}: ${planned.kind}${victims}`);
  if (done !== null && ['kill_scheduler', 'kill_everything'].includes(planned.kind) && planned.choice > IMPATIENT) {
    await untilRunsStart(world, moment());
  }
}

/** The next fault shall find something to hit, however slow the machine is. */
async function untilRunsStart({ scheduler, views }: World, since: Moment): Promise<void> {
  const before = views.starts().length;
  while (moment() - since < START_PATIENCE && (scheduler.address() === null || views.starts().length === before)) {
    await pause(LOOK_EVERY);
  }
}

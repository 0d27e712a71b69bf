import { setTimeout as pause } from 'node:timers/promises';
import { injectFault, resourceOf } from './faults/inject-fault';
import { othersGoOn } from './faults/others-go-on';
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

/** One round under load: quiet, all its faults, quiet again. `tell` hears of each fault when it is over. */
export async function runRound(world: World, round: Round, tell: (words: string) => void): Promise<void> {
  const load = new AbortController();
  await othersGoOn(world, { from: moment(), holds: [], despite: 'before the faults', wanted: WANTED });
  const working = runLoad(world, load.signal);
  try {
    await injectAll(world, round, tell);
    await othersGoOn(world, { from: moment(), holds: [], despite: 'after the faults', wanted: WANTED });
  } finally {
    load.abort();
    await working;
  }
}

/** Faults of different resources overlap; of the same one they queue. */
async function injectAll(world: World, round: Round, tell: (words: string) => void): Promise<void> {
  const busy = new Map<string, Promise<void>>();
  for (const planned of round) {
    await pause(planned.after);
    const resource = resourceOf(planned.kind);
    await busy.get(resource);
    busy.set(resource, inject(world, planned, tell));
    if (resource === 'scheduler') {
      await busy.get(resource);
    }
  }
  await Promise.all(busy.values());
}

async function inject(world: World, planned: PlannedFault, tell: (words: string) => void): Promise<void> {
  const from = moment();
  const done = await injectFault(world, planned);
  const until = moment();
  if (done !== null) {
    world.recorder.add('faults', { kind: planned.kind, from, until, ...done });
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

import { setTimeout as pause } from 'node:timers/promises';
import type { Victim } from '../history/history';
import type { PlannedFault } from '../plan/plan-faults';
import { moment } from '../world/moment';
import { processFact, signalTo } from '../world/processes';
import type { LiveRun } from '../world/run-views';
import type { World } from '../world/world';
import type { FaultDone } from './fault-done';
import { hitRun } from './hit-run';
import { PATIENCE, victims } from './victims';

const LOOK_EVERY = 10;

/** SIGKILL to the scheduler, a run, its supervisor, its warm parent, or several of them. */
export async function killFault(world: World, fault: PlannedFault): Promise<FaultDone> {
  if (fault.kind === 'kill_scheduler') {
    return killScheduler(world, fault);
  }
  if (fault.kind === 'kill_everything') {
    return killEverything(world, fault);
  }
  if (fault.kind === 'kill_warm_parent') {
    await victims(world.views.warmParents);
    return killWarmParents(world);
  }
  return killRun(world, fault);
}

async function killScheduler({ scheduler }: World, fault: PlannedFault): Promise<FaultDone> {
  const from = moment();
  await scheduler.kill(fault.lasts);
  return { from, victims: [], warmParentLived: false, holds: [] };
}

/** Null where there was none. */
function killWarmParents({ views }: World): FaultDone {
  const from = moment();
  const killed = views.warmParents().filter(pid => {
    const warmParent = processFact(pid);
    return warmParent !== null && signalTo(warmParent, 'SIGKILL');
  });
  return killed.length === 0 ? null : { from, victims: [], warmParentLived: false, holds: [] };
}

/** One run, its supervisor, or that and all warm parents. Those that end before they are hit are not it: then it is another one. */
async function killRun(world: World, fault: PlannedFault): Promise<FaultDone> {
  const role = fault.kind === 'kill_run' ? 'run' : 'supervisor';
  const killed: { warm: FaultDone } = { warm: null };
  const killFirst = (): void => {
    killed.warm = fault.kind === 'kill_supervisor_and_warm_parent' ? killWarmParents(world) : null;
  };
  const deadline = moment() + PATIENCE;
  while (moment() < deadline) {
    const running = await victims(world.views.liveRuns);
    const chosen = running[Math.floor(fault.choice * running.length)];
    const hit = chosen === undefined ? null : await hitRun(world.views, chosen, role, killFirst);
    if (hit !== null) {
      return { from: hit.at, victims: [hit.victim], warmParentLived: hit.warmParentLived && killed.warm === null, holds: [] };
    }
    if (killed.warm !== null) {
      return killed.warm;
    }
    await pause(LOOK_EVERY);
  }
  return null;
}

async function killEverything(world: World, fault: PlannedFault): Promise<FaultDone> {
  const { scheduler, views } = world;
  await victims(views.liveRuns);
  const from = moment();
  const back = scheduler.kill(fault.lasts);
  back.catch(() => undefined); // it is waited for below
  killWarmParents(world);
  const hits = await Promise.all(views.liveRuns().map(run => killWithMain(world, run)));
  await back;
  return { from, victims: hits.flat(), warmParentLived: false, holds: [] };
}

/** Its supervisor and the user's process, while neither can see what happens to the other. */
async function killWithMain({ views }: World, run: LiveRun): Promise<readonly Victim[]> {
  const killed: Victim[] = [];
  const hit = await hitRun(views, run, 'supervisor', () => {
    const main = views.mainOf(run);
    if (main !== null && signalTo(main, 'SIGKILL')) {
      killed.push({ run: run.run, role: 'run' });
    }
  });
  return hit === null ? killed : [hit.victim, ...killed];
}

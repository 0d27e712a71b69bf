import { setTimeout as pause } from 'node:timers/promises';
import type { ProcessFact, Victim } from '../history/history';
import type { PlannedFault } from '../plan/plan-faults';
import { TASKS } from '../load/organisations';
import { moment } from '../world/moment';
import { processFact, signalTo } from '../world/processes';
import type { LiveRun } from '../world/run-views';
import type { World } from '../world/world';
import { HARMLESS, type FaultDone } from './fault-done';
import { holdTarget } from './hit-run';
import { createHolding } from './holding';
import { othersGoOn } from './others-go-on';
import { PATIENCE, victims } from './victims';

const LOOK_EVERY = 10;

/** SIGSTOP, and SIGCONT after a while: to the scheduler its clock stands still, a run or its supervisor hangs. */
export function freezeFault(world: World, fault: PlannedFault): Promise<FaultDone> {
  return fault.kind === 'freeze_scheduler' ? freezeScheduler(world, fault) : freezeRun(world, fault);
}

async function freezeScheduler({ scheduler }: World, fault: PlannedFault): Promise<FaultDone> {
  const process = scheduler.pid === null ? null : processFact(scheduler.pid);
  const from = moment();
  if (process === null || !signalTo(process, 'SIGSTOP')) {
    return null;
  }
  await pause(fault.lasts);
  signalTo(process, 'SIGCONT');
  return { ...HARMLESS, from };
}

async function freezeRun(world: World, fault: PlannedFault): Promise<FaultDone> {
  const role = fault.kind === 'freeze_run' ? 'run' : 'supervisor';
  const frozen = await freezeOne(world, role, fault.choice);
  if (frozen === null) {
    return null;
  }
  const { run, process } = frozen;
  try {
    const from = moment();
    const holds = TASKS.filter(task => task.key === run.task).map(task => task.loop);
    await pause(fault.lasts);
    await othersGoOn(world, { from, holds, despite: `while a ${role} of ${run.task ?? 'a task'} stood still` });
    return { from, victims: [{ run: run.run, role }], warmParentLived: false, holds };
  } finally {
    signalTo(process, 'SIGCONT');
  }
}

/** A process of a run that surely lives and surely stands still, though its warm parent may let it go on from then on. Null where none is found. */
async function freezeOne(
  { views }: World,
  role: Victim['role'],
  choice: number
): Promise<{ readonly run: LiveRun; readonly process: ProcessFact } | null> {
  const deadline = moment() + PATIENCE;
  while (moment() < deadline) {
    const running = await victims(() => views.liveRuns().filter(({ main }) => main !== null));
    const run = running[Math.floor(choice * running.length)];
    const holding = createHolding();
    let process: ProcessFact | null = null;
    try {
      process = run === undefined ? null : await holdTarget(views, run, role, holding);
    } finally {
      holding.letGo(process ?? undefined);
    }
    if (run !== undefined && process !== null) {
      return { run, process };
    }
    await pause(LOOK_EVERY);
  }
  return null;
}

import { setTimeout as pause } from 'node:timers/promises';
import type { PlannedFault } from '../plan/plan-faults';
import { TASKS } from '../load/organisations';
import { moment } from '../world/moment';
import { sendSignal } from '../world/processes';
import type { World } from '../world/world';
import { othersGoOn } from './others-go-on';
import type { FaultDone } from './fault-done';
import { victims } from './victims';

/** SIGSTOP, and SIGCONT after a while: to the scheduler its clock stands still, a run or its supervisor hangs. */
export async function freezeFault(world: World, fault: PlannedFault): Promise<FaultDone> {
  if (fault.kind === 'freeze_scheduler') {
    const { pid } = world.scheduler;
    if (pid === null || !sendSignal(pid, 'SIGSTOP')) {
      return null;
    }
    await pause(fault.lasts);
    sendSignal(pid, 'SIGCONT');
    return { victims: [], warmParentLived: false, holds: [] };
  }
  const role = fault.kind === 'freeze_run' ? 'run' : 'supervisor';
  const running = await victims(() => world.views.liveRuns().filter(({ main }) => main !== null));
  const chosen = running[Math.floor(fault.choice * running.length)];
  const pid = role === 'run' ? chosen?.main?.pid : chosen?.supervisor;
  if (chosen === undefined || pid === undefined || !sendSignal(pid, 'SIGSTOP')) {
    return null;
  }
  const from = moment();
  const holds = TASKS.filter(task => task.key === chosen.task).map(task => task.loop);
  await pause(fault.lasts);
  await othersGoOn(world, { from, holds, despite: `while a ${role} of ${chosen.task ?? 'a task'} stood still` });
  sendSignal(pid, 'SIGCONT');
  return { victims: [{ run: chosen.run, role }], warmParentLived: false, holds };
}

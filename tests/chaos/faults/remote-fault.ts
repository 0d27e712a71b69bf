import { setTimeout as pause } from 'node:timers/promises';
import { moment } from '../world/moment';
import type { PlannedFault } from '../plan/plan-faults';
import type { World } from '../world/world';
import { HARMLESS, type FaultDone } from './fault-done';
import { othersGoOn } from './others-go-on';

/** The remote is damaged, rewritten, or away for a while. Nobody waits for it, its own tasks included: what was fetched last runs. */
export async function remoteFault(world: World, fault: PlannedFault): Promise<FaultDone> {
  const { remote, repositories } = world;
  const from = moment();
  if (fault.kind === 'remote_force_push') {
    repositories.remote.commit({}, 'instead');
    return HARMLESS;
  }
  // What is damaged has not been fetched yet.
  repositories.remote.commit();
  const repair = fault.kind === 'remote_away' ? remote.takeAway() : remote.corrupt();
  await pause(fault.lasts);
  await othersGoOn(world, {
    from,
    holds: [],
    despite: fault.kind === 'remote_away' ? 'while the remote was away' : 'while the remote was damaged'
  });
  repair();
  return HARMLESS;
}

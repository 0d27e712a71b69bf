import { setTimeout as pause } from 'node:timers/promises';
import type { PlannedFault } from '../plan/plan-faults';
import { moment } from '../world/moment';
import type { World } from '../world/world';
import { HARMLESS, type FaultDone } from './fault-done';
import { othersGoOn } from './others-go-on';

/** An organisation asks for what its resolver can't get. Everybody goes on, itself with its last good environment. */
export async function resolverFault(world: World, fault: PlannedFault): Promise<FaultDone> {
  const from = moment();
  world.repositories.third.commit({ unresolvable: true });
  await pause(fault.lasts);
  await othersGoOn(world, { from, holds: [], despite: 'while an environment could not be built' });
  world.repositories.third.commit({ unresolvable: false });
  return HARMLESS;
}

import { setTimeout as pause } from 'node:timers/promises';
import type { PlannedFault } from '../plan/plan-faults';
import type { World } from '../world/world';
import { HARMLESS, type FaultDone } from './fault-done';

/** Seconds by which the scheduler's clock is set. */
const STEPS = [-7_200, -3_600, -60, 60, 3_600, 7_200];
/** Milliseconds in which it is surely noticed. */
const NOTICED = 1_500;

/** The scheduler's clock is set back or forward, and later right again. */
export async function clockFault(world: World, fault: PlannedFault): Promise<FaultDone> {
  if (world.clock.skips !== null) {
    return null;
  }
  world.clock.set(STEPS[Math.floor(fault.choice * STEPS.length)] ?? 0);
  await pause(NOTICED + fault.lasts);
  world.clock.set(0);
  return HARMLESS;
}

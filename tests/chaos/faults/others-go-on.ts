import { setTimeout as pause } from 'node:timers/promises';
import type { Moment } from '../history/history';
import { LOOPS, TASKS } from '../load/organisations';
import { moment } from '../world/moment';
import { stateOf } from '../world/processes';
import type { World } from '../world/world';

/** Milliseconds after which a loop that started nothing stands still. */
const PATIENCE = 90_000;
const LOOK_EVERY = 200;

/** Waits until every loop but those in `holds` has started `wanted` runs since `from`, and writes down that they were due, whether they came or not. */
export async function othersGoOn(
  world: World,
  due: { readonly from: Moment; readonly holds: readonly string[]; readonly despite: string; readonly wanted?: number }
): Promise<void> {
  const { from, holds, despite, wanted = 1 } = due;
  const loops = Object.keys(LOOPS).filter(loop => !holds.includes(loop));
  while (moment() - from < PATIENCE && loops.some(loop => startsSince(world, loop, from) < wanted)) {
    await pause(LOOK_EVERY);
  }
  const until = moment();
  const stuck = until - from >= PATIENCE ? `; the scheduler’s process is in state ${stateOf(world.scheduler.pid ?? 0) ?? 'none'}` : '';
  loops.forEach(loop => world.recorder.add('dues', { loop, from, until, wanted, despite: `${despite}${stuck}` }));
}

function startsSince({ views }: World, loop: string, from: Moment): number {
  const keys = new Set(TASKS.filter(task => task.loop === loop).map(task => task.key));
  return views.starts().filter(start => keys.has(start.task) && start.at >= from).length;
}

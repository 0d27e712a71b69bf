import { setTimeout as pause } from 'node:timers/promises';
import type { Moment } from '../history/history';
import { readyTime, type Stretch } from '../history/readiness';
import { LOOPS, TASKS } from '../load/organisations';
import { moment } from '../world/moment';
import { stateOf } from '../world/processes';
import type { World } from '../world/world';
import { mayStillStart } from './may-still-start';

const LOOK_EVERY = 200;

/** Waits until every loop but those in `holds` has started `wanted` runs since `from`, and writes down that they were due, whether they came or not. Gives up where they did not. */
export async function othersGoOn(
  world: World,
  expected: { readonly from: Moment; readonly holds: readonly string[]; readonly despite: string; readonly wanted?: number }
): Promise<void> {
  const { from, holds, despite, wanted = 1 } = expected;
  const loops = Object.keys(LOOPS).filter(loop => !holds.includes(loop));
  const due = (): boolean => loops.some(loop => startsSince(world, loop, from) < wanted);
  while (due() && mayStillStart(world.scheduler.lives, { from, until: moment() })) {
    await pause(LOOK_EVERY);
  }
  const missed = due();
  const until = moment();
  const words = missed ? `${despite}; ${howItStands(world, { from, until })}` : despite;
  loops.forEach(loop => world.recorder.add('dues', { loop, from, until, wanted, despite: words }));
  if (missed) {
    world.recorder.giveUp();
  }
}

function howItStands({ scheduler }: World, between: Stretch): string {
  const ready = (readyTime(scheduler.lives, between) / 1000).toFixed(1);
  return `a scheduler was ready for ${ready} s of them, and its process is in state ${stateOf(scheduler.pid ?? 0) ?? 'none'}`;
}

function startsSince({ views }: World, loop: string, from: Moment): number {
  const keys = new Set(TASKS.filter(task => task.loop === loop).map(task => task.key));
  return views.starts().filter(start => keys.has(start.task) && start.at >= from).length;
}

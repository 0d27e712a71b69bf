import { setTimeout as pause } from 'node:timers/promises';
import type { Moment, ProcessFact, Victim } from '../history/history';
import { moment } from '../world/moment';
import { endedBy, lives, signalTo, standsStill, stateOf } from '../world/processes';
import type { IRunViews, LiveRun } from '../world/run-views';
import { createHolding, type IHolding } from './holding';

/** A run that was hit while it lived. `warmParentLived`: when its process was dead, so that it could have told. */
export type Hit = { readonly victim: Victim; readonly at: Moment; readonly warmParentLived: boolean };

/** Milliseconds in which a killed process ends: it stood still, so that it waits for nothing in the kernel. */
const DYING = 10_000;
const LOOK_EVERY = 1;
const SIGKILL = 9;

/**
 * SIGKILL to a process of a run that lives. Null where it had ended since it was looked at: then nobody was killed, and
 * `first`, which is called in the last moment before the kill, was not called.
 *
 * Between a look and a kill a run may end and its supervisor may begin another one. So whoever could bring that about is
 * stopped first: the process itself, and those who wait for its end. Then it is looked again who it is.
 */
export async function hitRun(
  views: IRunViews,
  run: LiveRun,
  role: Victim['role'],
  first: () => void = () => undefined
): Promise<Hit | null> {
  const holding = createHolding();
  try {
    const target = await holdTarget(views, run, role, holding);
    if (target === null) {
      return null;
    }
    first();
    const at = moment();
    if (!signalTo(target, 'SIGKILL')) {
      return null; // another fault was faster, and tells of it
    }
    await untilDead(target);
    const warmParentLived = run.warmParent !== null && lives(run.warmParent);
    return wasHit(views, run, role, target) ? { victim: { run: run.run, role }, at, warmParentLived } : null;
  } finally {
    holding.letGo();
  }
}

/** The process of the run in that role, once it stands still and its run is open. Null where it has ended: then everybody goes on. */
export async function holdTarget(views: IRunViews, run: LiveRun, role: Victim['role'], holding: IHolding): Promise<ProcessFact | null> {
  if (run.warmParent !== null) {
    // It would let the supervisor go on, and write the end of a dead one. Where it has ended, nobody does.
    await holding.hold(run.warmParent);
  }
  const supervisor = (await holding.hold(run.supervisor)) ? run.supervisor : null;
  const target = supervisor === null || role === 'supervisor' ? supervisor : views.mainOf(run);
  const still = target !== null && (await holding.hold(target));
  // In this order: whoever stood still before and after has written no end record in between.
  return still && views.isOpen(run.run) && standsStill(target) ? target : null;
}

/** The little that may have happened between the last look and the kill, were somebody to let it go on just then. */
function wasHit(views: IRunViews, { run, warmParent }: LiveRun, role: Victim['role'], target: ProcessFact): boolean {
  if (role === 'run') {
    // Its supervisor stands still, so that its remains are there and tell.
    return (endedBy(target) ?? SIGKILL) === SIGKILL;
  }
  // A record is its own, unless its warm parent can have written it by now.
  return views.isOpen(run) || (warmParent !== null && lives(warmParent) && !standsStill(warmParent));
}

async function untilDead(process: ProcessFact): Promise<void> {
  const deadline = moment() + DYING;
  while (lives(process)) {
    if (moment() > deadline) {
      const state = stateOf(process.pid) ?? 'none';
      throw new Error(`waited ${DYING / 1000} s in vain for the end of process ${process.pid}, which was killed; it is in state ${state}`);
    }
    await pause(LOOK_EVERY);
  }
}

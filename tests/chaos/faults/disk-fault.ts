import { setTimeout as pause } from 'node:timers/promises';
import { errorOf } from '../world/api';
import { moment } from '../world/moment';
import type { PlannedFault } from '../plan/plan-faults';
import { lookAtStore } from '../world/look-at-store';
import type { World } from '../world/world';
import { HARMLESS, type FaultDone } from './fault-done';

/** Asked for while the disk is full. */
const TASK = 'steady/asked';

/** The disk is full, or the store read-only, for a while. */
export async function diskFault(world: World, fault: PlannedFault): Promise<FaultDone> {
  const { disk } = world;
  if (fault.kind === 'read_only') {
    if (disk.skips.read_only !== undefined) {
      return null;
    }
    const repair = disk.makeReadOnly();
    await pause(fault.lasts);
    repair();
    return HARMLESS;
  }
  if (disk.skips.fill_disk !== undefined) {
    return null;
  }
  const makeRoom = disk.fill();
  await pause(fault.lasts / 2);
  await askOnFullDisk(world);
  await pause(fault.lasts / 2);
  makeRoom();
  world.recorder.add('storeLooks', lookAtStore(disk.stateDir, 'after a fill'));
  return HARMLESS;
}

async function askOnFullDisk({ api, recorder }: World): Promise<void> {
  const answer = await api.ask('POST', `/api/tasks/${TASK}/runs`);
  if (answer === null) {
    return; // no scheduler is there
  }
  const error = errorOf(answer);
  recorder.add('fullDiskAnswers', { at: moment(), status: answer.status, code: error?.code ?? null, message: error?.message ?? '' });
  if (answer.status === 202) {
    recorder.add('asked', { run: (answer.body as { id: string }).id, task: TASK, at: moment() });
  }
}

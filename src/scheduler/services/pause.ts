import { METADATA_LOOP, type TaskId } from '../../protocol/identity';
import { done, refuse, type Outcome } from '../../protocol/errors';
import type { IEvents } from '../ports';
import type { IStore } from '../store-port';
import type { IPauses } from './pauses';
import type { IStateHealth } from './state-health';

export type PausePorts = {
  readonly store: IStore;
  readonly events: IEvents;
  readonly pauses: IPauses;
  readonly stateHealth: IStateHealth;
  /** Loops and due times are looked at again. */
  readonly wake: () => void;
};

/** Refused: not_found, disk_full. */
export function pauseTask(ports: PausePorts, id: TaskId, paused: boolean): Outcome<null> {
  const task = ports.store.task(id);
  if (task === null) {
    return refuse('not_found', `there is no task ${id}`);
  }
  return change(ports, [task.organisation], () => ports.store.setTaskPaused(id, paused));
}

/** Refused: not_found, disk_full. */
export function pauseLoop(ports: PausePorts, loop: string, paused: boolean): Outcome<null> {
  const { store, pauses } = ports;
  const known = store.organisations().map(({ codops }) => codops);
  if (loop !== METADATA_LOOP && !known.includes(loop)) {
    return refuse('not_found', `no loop ${JSON.stringify(loop)}; there are ${[...known, METADATA_LOOP].join(', ')}`);
  }
  return change(ports, loop === METADATA_LOOP ? known : [loop], () => pauses.setLoop(loop, paused));
}

/** Refused: disk_full. */
export function pauseAll(ports: PausePorts, paused: boolean): Outcome<null> {
  const known = ports.store.organisations().map(({ codops }) => codops);
  return change(ports, known, () => ports.pauses.setAll(paused));
}

/** What a person decides holds, or is refused. */
function change({ store, events, stateHealth, wake }: PausePorts, organisations: readonly string[], write: () => void): Outcome<null> {
  const full = stateHealth.look();
  if (full !== null) {
    return refuse('disk_full', full);
  }
  write();
  for (const organisation of organisations) {
    events.publish({ kind: 'organisation', organisation });
    store.taskNames(organisation).forEach(task => events.publish({ kind: 'task', task: task.id, organisation }));
  }
  wake();
  return done(null);
}

import { done, refuse, type Outcome } from '../../protocol/errors';
import type { RunId, TaskId } from '../../protocol/identity';
import { hasEnded, type Run } from '../../protocol/run';
import type { IClock, IEvents, ILogs } from '../ports';
import type { IStore } from '../store-port';
import type { IActiveRuns } from './active-runs';
import { closeUnstarted } from './close-run';

export type StopRunPorts = {
  readonly store: IStore;
  readonly clock: IClock;
  readonly events: IEvents;
  readonly logs: ILogs;
  readonly active: IActiveRuns;
  /** Takes a waiting run out of its loop's queue; false where it was not there. */
  readonly dequeue: (loop: string, run: RunId) => boolean;
};

const REASON = 'stopped by a person';

/** Asks for the end of a run; its whole process tree is ended, and the end comes as an event. Refused: not_found, run_ended. */
export async function stopRun(ports: StopRunPorts, id: RunId): Promise<Outcome<Run>> {
  const run = ports.store.run(id);
  if (run === null) {
    return refuse('not_found', `there is no run ${id}`);
  }
  if (hasEnded(run.status)) {
    return refuse('run_ended', `run ${id} has ended already: ${run.status}`);
  }
  if (ports.dequeue(loopOf(ports, run.task), id) || ports.active.cancel(id)) {
    closeUnstarted(ports, run, 'KILLED', `${REASON} before it started`);
  } else {
    await ports.active.stop(id, REASON);
  }
  return done(ports.store.run(id) ?? run);
}

function loopOf(ports: StopRunPorts, task: TaskId): string {
  return ports.store.task(task)?.loop ?? '';
}

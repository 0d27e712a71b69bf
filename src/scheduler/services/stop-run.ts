import { done, refuse, type Outcome } from '../../protocol/errors';
import type { RunId, TaskId } from '../../protocol/identity';
import { hasEnded, type Run } from '../../protocol/run';
import type { IRunFolders } from '../ports';
import type { IActiveRuns } from './active-runs';
import { closeUnstarted, type ClosingPorts } from './close-run';

export type StopRunPorts = ClosingPorts & {
  readonly runFolders: Pick<IRunFolders, 'noteStop'>;
  readonly active: IActiveRuns;
  /** Takes a waiting run out of its loop's queue; false where it was not there. */
  readonly dequeue: (loop: string, run: RunId) => boolean;
};

const BY_PERSON = 'stopped by a person';

/** Asks for the end of a run; its whole process tree is ended, and the end comes as an event. Refused: not_found, run_ended. */
export async function stopRun(ports: StopRunPorts, id: RunId, reason = BY_PERSON): Promise<Outcome<Run>> {
  const run = ports.store.run(id);
  if (run === null) {
    return refuse('not_found', `there is no run ${id}`);
  }
  if (hasEnded(run.status)) {
    return refuse('run_ended', `run ${id} has ended already: ${run.status}`);
  }
  if (ports.dequeue(loopOf(ports, run.task), id) || ports.active.cancel(id)) {
    // Not waited for: where the disk is full, the one who asked need not wait for space.
    void closeUnstarted(ports, run, 'KILLED', `${reason} before it started`);
  } else {
    await note(ports, id, reason);
    await ports.active.stop(id, reason);
  }
  return done(ports.store.run(id) ?? run);
}

/** So that the stop holds where this scheduler dies before it reaches the supervisor. Without it, on a full disk, the stop is tried all the same. */
async function note(ports: StopRunPorts, id: RunId, reason: string): Promise<void> {
  await ports.runFolders.noteStop(id, reason).catch((error: unknown) => {
    ports.logger.warn({ run: id, error }, 'stop could not be noted');
  });
}

function loopOf(ports: StopRunPorts, task: TaskId): string {
  return ports.store.task(task)?.loop ?? '';
}

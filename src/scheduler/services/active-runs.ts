import type { RunId } from '../../protocol/identity';
import type { IStartedRun } from '../ports';

/** A run that is being prepared or carried out. */
type ActiveRun = {
  /** `cancelled`: it will not be launched any more. `launched`: user code may run. */
  phase: 'preparing' | 'cancelled' | 'launched';
  started: IStartedRun | null;
  checkout: string | null;
  /** Why a person wants it to end; kept until there is something to stop. */
  stopReason: string | null;
};

/** The runs that are under way just now. */
export interface IActiveRuns {
  /** It is being prepared from now on; nothing of it has been started. */
  begin(run: RunId): void;
  /** A run of an earlier scheduler, of which it is not known yet whether it goes on. `checkout` is what it works in, if that is known. */
  expect(run: RunId, checkout: string | null): void;
  /** Gives up a run that is still being prepared; false where it is not, or not any more. */
  cancel(run: RunId): boolean;
  /** It is about to be started, and can only be stopped from now on; false where it was cancelled. */
  launch(run: RunId): boolean;
  /** The run is carried out from now on; a stop that was asked for meanwhile reaches it now. */
  started(run: RunId, started: IStartedRun, checkout: string | null): void;
  end(run: RunId): void;
  /** Asks for its end; false where it is not under way. */
  stop(run: RunId, reason: string): Promise<boolean>;
  checkouts(): readonly string[];
}

export function createActiveRuns(): IActiveRuns {
  const active = new Map<RunId, ActiveRun>();
  /** Leaves the phase `preparing`; false where it was left before. */
  const leavePreparing = (run: RunId, phase: 'cancelled' | 'launched'): boolean => {
    const entry = active.get(run);
    if (entry?.phase !== 'preparing') {
      return false;
    }
    entry.phase = phase;
    return true;
  };
  return {
    begin: run => {
      active.set(run, { phase: 'preparing', started: null, checkout: null, stopReason: null });
    },
    expect: (run, checkout) => {
      active.set(run, { phase: 'launched', started: null, checkout, stopReason: null });
    },
    cancel: run => leavePreparing(run, 'cancelled'),
    launch: run => leavePreparing(run, 'launched'),
    started: (run, started, checkout) => {
      const entry = active.get(run);
      if (entry === undefined) {
        throw new Error(`run ${run} was started without being begun`);
      }
      entry.phase = 'launched';
      entry.started = started;
      entry.checkout = checkout;
      if (entry.stopReason !== null) {
        stopQuietly(started, entry.stopReason);
      }
    },
    end: run => {
      active.delete(run);
    },
    stop: async (run, reason) => {
      const entry = active.get(run);
      if (entry === undefined) {
        return false;
      }
      entry.stopReason = reason;
      await entry.started?.stop(reason);
      return true;
    },
    checkouts: () => [...active.values()].flatMap(entry => entry.checkout ?? [])
  };
}

/** Nobody waits for this answer: a person who sees the run go on asks again. */
function stopQuietly(started: IStartedRun, reason: string): void {
  started.stop(reason).catch(() => undefined);
}

import type { RunId } from '../../protocol/identity';
import type { IStartedRun } from '../ports';

/** A run that is being prepared or carried out. */
type ActiveRun = {
  readonly checkout: string | null;
  started: IStartedRun | null;
  /** Why a person wants it to end; kept until there is something to stop. */
  stopReason: string | null;
};

/** The runs that are under way just now. */
export interface IActiveRuns {
  begin(run: RunId): void;
  /** The run is carried out from now on; a stop that was asked for meanwhile reaches it now. */
  started(run: RunId, started: IStartedRun, checkout: string): void;
  end(run: RunId): void;
  /** Asks for its end; false where it is not under way. */
  stop(run: RunId, reason: string): Promise<boolean>;
  /** The reason of a stop that was asked for before the run was started, or null. */
  stopReason(run: RunId): string | null;
  checkouts(): readonly string[];
}

export function createActiveRuns(): IActiveRuns {
  const active = new Map<RunId, ActiveRun>();
  return {
    begin: run => {
      active.set(run, { checkout: null, started: null, stopReason: null });
    },
    started: (run, started, checkout) => {
      const entry = active.get(run);
      if (entry === undefined) {
        throw new Error(`run ${run} was started without being begun`);
      }
      active.set(run, { ...entry, started, checkout });
      if (entry.stopReason !== null) {
        void started.stop(entry.stopReason);
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
    stopReason: run => active.get(run)?.stopReason ?? null,
    checkouts: () => [...active.values()].flatMap(entry => entry.checkout ?? [])
  };
}

import type { DatabaseSync } from 'node:sqlite';
import type { ITrialStore } from '../trial-port';
import type { Flushing } from './create-flushing';
import { deleteTrial } from './queries/delete-trial';
import { insertTrial } from './queries/insert-trial';
import { selectTrial } from './queries/select-trial';
import { selectTrials } from './queries/select-trials';
import { updateTrialRun } from './queries/update-trial-run';

/** As safe as runs are: on the disk with the next change that is flushed. */
export function createTrialStore(database: DatabaseSync, { unflushed }: Flushing): ITrialStore {
  return {
    insertTrial: trial => unflushed(() => insertTrial(database, trial)),
    trial: run => selectTrial(database, run),
    trials: () => selectTrials(database),
    updateTrialRun: run => unflushed(() => updateTrialRun(database, run)),
    deleteTrial: run => unflushed(() => deleteTrial(database, run))
  };
}

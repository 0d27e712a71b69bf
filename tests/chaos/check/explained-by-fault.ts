import type { FaultKind, History, Journal, StoredRun } from '../history/history';
import { lastLifeOf, startOf } from '../history/journal-facts';
import { touches } from '../history/overlap';
import { SAYS_FULL_DISK } from './full-disk-told';

/** Which faults may be the reason that `says` tells. `running`: also of a run whose code had started. */
type Explanation = { readonly says: RegExp; readonly kinds: readonly FaultKind[]; readonly running: boolean };

const EXPLANATIONS: readonly Explanation[] = [
  { says: SAYS_FULL_DISK, kinds: ['fill_disk'], running: true },
  { says: /EPERM|EROFS|not permitted|read-?only/i, kinds: ['read_only'], running: true },
  { says: /git|object|repository|commit/i, kinds: ['remote_corrupt', 'remote_force_push', 'remote_away'], running: false },
  {
    says: /supervisor|could not be started|warm parent/i,
    kinds: ['kill_supervisor', 'kill_warm_parent', 'kill_supervisor_and_warm_parent', 'kill_everything'],
    running: false
  }
];

/** Whether a fault of this history is what the run's reason tells of. A run whose code had started is touched only by faults of its lifetime. */
export function explainedByFault(history: History, run: StoredRun, journal: Journal | null): boolean {
  const start = journal === null ? null : startOf(journal);
  const lifetime = start === null || journal === null ? null : { from: start.at, until: lastLifeOf(journal) };
  return EXPLANATIONS.filter(({ says }) => says.test(run.reason ?? '')).some(({ kinds, running }) =>
    history.faults.some(fault => kinds.includes(fault.kind) && (lifetime === null || (running && touches(fault, lifetime))))
  );
}

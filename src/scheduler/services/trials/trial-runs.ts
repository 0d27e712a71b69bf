import { hasEnded, type Run } from '../../../protocol/run';
import type { IRunStore, ITaskStore, RunClosure } from '../../store-port';
import type { ITrialStore } from '../../trial-port';

/** The runs of trials, as what runs any task wants them: none of them has a task of master. */
export type TrialRuns = Pick<IRunStore, 'run' | 'runArgs' | 'openRuns' | 'startRun' | 'endRun' | 'flush'> & Pick<ITaskStore, 'task'>;

export function createTrialRuns(store: ITrialStore & Pick<IRunStore, 'flush'>): TrialRuns {
  return {
    run: id => store.trial(id)?.run ?? null,
    runArgs: () => null,
    openRuns: () => store.trials().flatMap(({ run }) => (hasEnded(run.status) ? [] : [run])),
    startRun: (id, { startedAt, environment }) => {
      const run = store.trial(id)?.run;
      return run?.status === 'QUEUED' && store.updateTrialRun({ ...run, status: 'RUNNING', started_at: iso(startedAt), environment });
    },
    endRun: (id, closure) => {
      const run = store.trial(id)?.run;
      return run !== undefined && store.updateTrialRun(ended(run, closure));
    },
    flush: () => store.flush(),
    task: () => null
  };
}

function ended(run: Run, closure: RunClosure): Run {
  const started = closure.startedAt === null ? run.started_at : iso(closure.startedAt);
  return {
    ...run,
    status: closure.status,
    reason: closure.reason,
    started_at: started,
    ended_at: iso(closure.endedAt),
    duration: started === null ? null : (Math.round(closure.endedAt) - Date.parse(started)) / 1000,
    exit_code: closure.exitCode,
    signal: closure.signal,
    cpu_seconds: closure.cpuSeconds,
    peak_memory: closure.peakMemory,
    log_bytes: closure.logBytes,
    result: closure.result ?? null
  };
}

function iso(milliseconds: number): string {
  return new Date(Math.round(milliseconds)).toISOString();
}

import { retryAt } from '../../core/tasks/retry-at';
import type { RunId } from '../../protocol/identity';
import { isFailure, type Run } from '../../protocol/run';
import type { IEvents, ILogs, RunEnd } from '../ports';
import type { IRunStore, ITaskStore, RunClosure } from '../store-port';
import { persist, type PersistPorts } from './persist';

/** What closing a run needs. */
export type ClosingPorts = PersistPorts & {
  readonly store: Pick<IRunStore, 'run' | 'endRun' | 'flush'> & Pick<ITaskStore, 'task'>;
  readonly logs: ILogs;
  readonly events: Pick<IEvents, 'publish'>;
  /** A run that failed is to be tried again. */
  readonly retryPlanned: () => void;
};

/** Attempts with everything that is known of an end; after those only what it was and why is written. */
const WHOLE_ATTEMPTS = 5;

/**
 * Writes down how a run ended, as its supervisor saw it; what a run is once its record is lost is said in `vanishedAs`.
 * Resolves when it is written, however long the disk is full; it is announced once it is flushed. Never rejects.
 */
export async function closeRun(ports: ClosingPorts, run: Run, end: RunEnd, vanishedAs: 'FAILURE' | 'LOST'): Promise<void> {
  await writeClosure(ports, run, end.kind === 'ended' ? closureOf(end) : await vanishedClosure(ports, run.id, { ...end, vanishedAs }));
}

/** Ends a run for which no user code was started. Resolves when it is written. Never rejects. */
export async function closeUnstarted(ports: ClosingPorts, run: Run, status: 'FAILURE' | 'KILLED', reason: string): Promise<void> {
  await writeClosure(ports, run, { ...NOTHING, status, reason, endedAt: ports.clock.now() });
}

const NOTHING = {
  startedAt: null,
  exitCode: null,
  signal: null,
  cpuSeconds: null,
  peakMemory: null,
  logBytes: 0,
  result: null
} as const;

function closureOf(end: Extract<RunEnd, { kind: 'ended' }>): RunClosure {
  const { record } = end;
  return {
    status: record.status,
    reason: record.reason,
    startedAt: record.started_at * 1000,
    endedAt: record.ended_at * 1000,
    exitCode: record.exit_code,
    signal: record.signal,
    cpuSeconds: record.cpu_seconds,
    peakMemory: record.peak_memory,
    logBytes: record.log_bytes,
    result: record.result
  };
}

type Vanished = Extract<RunEnd, { kind: 'vanished' }> & { readonly vanishedAs: RunClosure['status'] };

async function vanishedClosure(ports: ClosingPorts, run: RunId, { reason, status, vanishedAs, endedAt }: Vanished): Promise<RunClosure> {
  const logBytes = await ports.logs.size(run).catch(() => 0);
  return { ...NOTHING, reason, status: status ?? vanishedAs, endedAt: endedAt ?? ports.clock.now(), logBytes };
}

async function writeClosure(ports: ClosingPorts, run: Run, closure: RunClosure): Promise<void> {
  await persist(ports, { run: run.id }, faults => {
    const { status, reason, endedAt } = closure;
    const known = faults < WHOLE_ATTEMPTS ? closure : { ...NOTHING, status, reason, endedAt };
    const again = faults < WHOLE_ATTEMPTS ? retryOf(ports, run, closure) : null;
    if (ports.store.endRun(run.id, { ...known, endedAt: notBefore(ports, run.id, known) }, again)) {
      void announce(ports, run);
      if (again !== null) {
        ports.retryPlanned();
      }
    }
  });
}

/** When the run is tried again, as the task's definition says now; from this moment on, whenever it ended. */
function retryOf({ store, clock }: ClosingPorts, { task, attempt, trial }: Run, { status }: RunClosure): number | null {
  const retries = isFailure(status) && !trial ? store.task(task)?.stored?.definition.retries : undefined;
  return retryAt({ status, attempt, endedAt: clock.now(), retries });
}

/** People hear of an end that survives a loss of power; its loop goes on meanwhile. */
async function announce({ store, events, logger }: ClosingPorts, run: Run): Promise<void> {
  await store.flush().catch((error: unknown) => {
    logger.error({ run: run.id, error }, 'the end of a run could not be flushed to the disk');
  });
  events.publish({ kind: 'run', run: run.id, task: run.task, organisation: run.organisation, ended: true });
}

/** A clock that was set back meanwhile must not make a run end before it started. */
function notBefore(ports: ClosingPorts, run: RunId, closure: RunClosure): number {
  const written = closure.startedAt === null ? (ports.store.run(run)?.started_at ?? null) : null;
  const startedAt = closure.startedAt ?? (written === null ? 0 : Date.parse(written));
  return Math.max(startedAt, closure.endedAt);
}

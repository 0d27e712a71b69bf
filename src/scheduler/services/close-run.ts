import type { RunId } from '../../protocol/identity';
import type { Run } from '../../protocol/run';
import type { IClock, IEvents, ILogs, RunEnd } from '../ports';
import type { IRunStore, RunClosure } from '../store-port';

type Ports = { readonly store: IRunStore; readonly logs: ILogs; readonly events: IEvents; readonly clock: IClock };

/** Writes down how a run ended, as its supervisor saw it; what a run is once its record is lost is said in `vanishedAs`. */
export async function closeRun(ports: Ports, run: Run, end: RunEnd, vanishedAs: 'FAILURE' | 'LOST'): Promise<void> {
  const closure = end.kind === 'ended' ? closureOf(end) : await vanishedClosure(ports, run.id, { reason: end.reason, status: vanishedAs });
  writeClosure(ports, run, closure);
}

/** Ends a run for which no user code was started. */
export function closeUnstarted(ports: Ports, run: Run, status: 'FAILURE' | 'KILLED', reason: string): void {
  writeClosure(ports, run, { ...NOTHING, status, reason, endedAt: ports.clock.now() });
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

async function vanishedClosure(ports: Ports, run: RunId, as: { reason: string; status: 'FAILURE' | 'LOST' }): Promise<RunClosure> {
  return { ...NOTHING, ...as, endedAt: ports.clock.now(), logBytes: await ports.logs.size(run) };
}

function writeClosure(ports: Ports, run: Run, closure: RunClosure): void {
  if (ports.store.endRun(run.id, closure)) {
    ports.events.publish({ kind: 'run', run: run.id, task: run.task, organisation: run.organisation });
  }
}

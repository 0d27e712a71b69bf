import type { RunId } from '../../protocol/identity';
import type { ExecutorName } from '../../protocol/run';
import type { EndRecord, RunSpecification } from '../../protocol/run-folder';
import type { Adoption, IClock, IExecutor, IStartedRun, RunEnd } from '../ports';

/** Runs that end when a test says so. */
export type FakeExecutor = IExecutor & {
  readonly specifications: readonly RunSpecification[];
  /** Reasons of the stops that were asked for, by run. */
  readonly stopped: ReadonlyMap<RunId, string>;
  /** Why it can't run anything; null: it can. */
  missing: string | null;
  /** The next start rejects with these words. */
  refuseStart: string | null;
  /** What an adoption finds, by run; a run that is not there was never claimed. */
  readonly adoptions: Map<RunId, Adoption>;
  end(run: RunId, changes?: Partial<EndRecord>): void;
  vanish(run: RunId, reason: string): void;
  /** A run as an adoption finds it. */
  running(run: RunId): Adoption;
};

const RECORD: EndRecord = {
  status: 'SUCCESS',
  reason: null,
  exit_code: 0,
  signal: null,
  started_at: 1_700_000_000,
  ended_at: 1_700_000_002,
  cpu_seconds: 0.1,
  peak_memory: 1024,
  log_bytes: 5,
  result: null
};

export function createFakeExecutor(name: ExecutorName, clock: IClock): FakeExecutor {
  const specifications: RunSpecification[] = [];
  const stopped = new Map<RunId, string>();
  const ends = new Map<RunId, (end: RunEnd) => void>();
  const begin = (run: RunId): IStartedRun => ({
    startedAt: clock.now(),
    ended: new Promise<RunEnd>(resolve => ends.set(run, resolve)),
    stop: reason => {
      stopped.set(run, reason);
      return Promise.resolve();
    }
  });
  const executor: FakeExecutor = {
    name,
    missing: null,
    refuseStart: null,
    specifications,
    stopped,
    adoptions: new Map(),
    unavailable: () => executor.missing,
    start: specification => {
      if (executor.refuseStart !== null) {
        return Promise.reject(new Error(executor.refuseStart));
      }
      specifications.push(specification);
      return Promise.resolve(begin(specification.run));
    },
    adopt: run => Promise.resolve(executor.adoptions.get(run) ?? { kind: 'unclaimed' }),
    close: () => undefined,
    end: (run, changes = {}) => ends.get(run)?.({ kind: 'ended', record: { ...RECORD, ...changes } }),
    vanish: (run, reason) => ends.get(run)?.({ kind: 'vanished', reason, endedAt: null }),
    running: run => ({ kind: 'running', run: begin(run) })
  };
  return executor;
}

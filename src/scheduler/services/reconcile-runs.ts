import type { ExecutorName, Run } from '../../protocol/run';
import type { IClock, IEvents, IExecutor, ILogger, ILogs, IRunFolders, IStartedRun } from '../ports';
import type { IStore } from '../store-port';
import type { IActiveRuns } from './active-runs';
import { closeRun, closeUnstarted } from './close-run';
import type { IRepositories } from './repositories';

export type ReconcilePorts = {
  readonly store: IStore;
  readonly clock: IClock;
  readonly events: IEvents;
  readonly logger: ILogger;
  readonly logs: ILogs;
  readonly runFolders: IRunFolders;
  readonly executors: Readonly<Record<ExecutorName, IExecutor>>;
  readonly repositories: IRepositories;
  readonly active: IActiveRuns;
};

/** A run that goes on; `closed` resolves when its end is written down. */
export type AdoptedRun = { readonly run: Run; readonly closed: Promise<void> };

/** What an earlier scheduler left. */
export type Reconciled = {
  /** Never started: they wait for their loop again. Oldest first. */
  readonly waiting: readonly Run[];
  readonly adopted: readonly AdoptedRun[];
};

/**
 * Finds out what became of every run that was believed queued or running: adopted where its supervisor lives, closed
 * from its end record, queued again where nobody ever took it; LOST only where it is proven that nobody knows.
 */
export async function reconcileRuns(ports: ReconcilePorts): Promise<Reconciled> {
  const waiting: Run[] = [];
  const adopted: AdoptedRun[] = [];
  for (const run of ports.store.openRuns()) {
    const adoption = await ports.executors[run.executor].adopt(run.id);
    switch (adoption.kind) {
      case 'running':
        adopted.push(await follow(ports, run, adoption.run));
        break;
      case 'ended':
        ports.logger.info({ run: run.id }, 'run had ended while no scheduler was there');
        await closeRun(ports, run, adoption.end, 'LOST');
        break;
      case 'unclaimed':
        requeue(ports, run, waiting);
        break;
    }
  }
  return { waiting, adopted };
}

function requeue(ports: ReconcilePorts, run: Run, waiting: Run[]): void {
  if (run.status === 'QUEUED') {
    waiting.push(run);
  } else {
    closeUnstarted(ports, run, 'FAILURE', 'its folder was removed while no scheduler was there');
  }
}

async function follow(ports: ReconcilePorts, run: Run, started: IStartedRun): Promise<AdoptedRun> {
  const specification = await ports.runFolders.specification(run.id);
  const checkout = specification?.checkout ?? null;
  ports.active.begin(run.id);
  ports.active.started(run.id, started, checkout ?? '');
  if (ports.store.startRun(run.id, { startedAt: started.startedAt, environment: specification?.environment ?? '' })) {
    ports.events.publish({ kind: 'run', run: run.id, task: run.task, organisation: run.organisation });
  }
  ports.logger.info({ run: run.id }, 'run adopted');
  return { run, closed: closeWhenEnded(ports, { run, started, checkout }) };
}

async function closeWhenEnded(
  ports: ReconcilePorts,
  adopted: { readonly run: Run; readonly started: IStartedRun; readonly checkout: string | null }
): Promise<void> {
  const { run, checkout } = adopted;
  await closeRun(ports, run, await adopted.started.ended, 'FAILURE');
  ports.active.end(run.id);
  const repository = ports.store.task(run.task)?.repository;
  if (checkout !== null && repository !== undefined) {
    ports.repositories.find(repository)?.repository?.adoptCheckout(checkout).release();
  }
}

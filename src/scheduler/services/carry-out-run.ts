import type { LoopConfiguration } from '../../protocol/configuration';
import type { Run } from '../../protocol/run';
import type { Environment, ICheckout, IExecutor, IRunFolders, IStartedRun } from '../ports';
import type { IRunStore, TaskRecord } from '../store-port';
import type { IActiveRuns } from './active-runs';
import type { CheckedTask } from './checked-task';
import { closeRun, closeUnstarted, type ClosingPorts } from './close-run';
import { persist } from './persist';
import { runSpecification, type RunSurroundings } from './run-specification';

export type CarryOutPorts = ClosingPorts & {
  readonly store: Pick<IRunStore, 'runArgs' | 'startRun'>;
  readonly runFolders: IRunFolders;
  readonly loop: (name: string) => LoopConfiguration;
  readonly surroundings: RunSurroundings;
  readonly active: IActiveRuns;
};

/** A run whose row is written, and all it needs. */
export type Work = {
  readonly run: Run;
  readonly task: Pick<TaskRecord, 'id' | 'key' | 'organisation'>;
  readonly checked: CheckedTask;
  readonly environment: Environment;
  readonly checkout: ICheckout;
  readonly checkoutNotes: readonly string[];
  readonly executor: IExecutor;
};

/** From the specification to the end, and that written down. `refused`: it was not started, and is closed. */
export async function carryOut(ports: CarryOutPorts, work: Work): Promise<'ran' | 'refused'> {
  const { run, checkout } = work;
  try {
    const started = await start(ports, work);
    if (started === null) {
      return 'refused';
    }
    follow(ports, work, started);
    await closeRun(ports, run, await started.ended, 'FAILURE');
    return 'ran';
  } finally {
    checkout.release();
  }
}

/** Null where it could not be started, or was stopped before: the run is closed then. */
async function start(ports: CarryOutPorts, work: Work): Promise<IStartedRun | null> {
  const { run, task, checked, environment } = work;
  if (checked.code === null || checked.definition === null) {
    throw new Error(`${task.key} has no code`);
  }
  try {
    const limits = { timeout: checked.timeout, grace: ports.loop(checked.loop).grace };
    const specification = runSpecification({
      run: run.id,
      task,
      definition: checked.definition,
      args: ports.store.runArgs(run.id),
      code: checked.code,
      environment,
      checkout: work.checkout.root,
      checkoutNotes: work.checkoutNotes,
      limits,
      surroundings: ports.surroundings
    });
    await ports.runFolders.create(specification);
    if (!ports.active.launch(run.id)) {
      return null;
    }
    return await work.executor.start(specification, environment);
  } catch (error) {
    ports.logger.error({ run: run.id, error }, 'run could not be started');
    await closeUnstarted(ports, run, 'FAILURE', ports.stateHealth.noteFault() ?? `it could not be started: ${wordsOf(error)}`);
    return null;
  }
}

/** The run lives from here on: whatever can't be written down, it is neither given up nor left alone before its end. */
function follow(ports: CarryOutPorts, { run, environment, checkout }: Work, started: IStartedRun): void {
  ports.active.started(run.id, started, checkout.root);
  void persist(ports, { run: run.id }, () => {
    ports.store.startRun(run.id, { startedAt: started.startedAt, environment: environment.hash });
    ports.events.publish({ kind: 'run', run: run.id, task: run.task, organisation: run.organisation });
  });
}

export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

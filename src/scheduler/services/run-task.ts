import type { TurnResult } from '../../core/loops/next-turn';
import type { CommitHash, RunId, TaskKey } from '../../protocol/identity';
import type { Commit, ExecutorName, Run, RunTrigger } from '../../protocol/run';
import { refuse, type Outcome } from '../../protocol/errors';
import type { ICheckout, IExecutor, IIds, IRepository } from '../ports';
import type { IStore, TaskRecord } from '../store-port';
import { carryOut, wordsOf, type CarryOutPorts } from './carry-out-run';
import { closeUnstarted } from './close-run';
import type { IOrganisationEnvironment } from './organisation-environment';
import type { IRepositories } from './repositories';

export type RunTaskPorts = CarryOutPorts & {
  readonly store: IStore;
  readonly ids: IIds;
  readonly executors: Readonly<Record<ExecutorName, IExecutor>>;
  readonly repositories: IRepositories;
  readonly environment: (organisation: string) => IOrganisationEnvironment;
};

/**
 * `waiting`: a run that was queued before, or null for a new one. `patience`: see {@link IOrganisationEnvironment.forTask}.
 * `justRead`: the task's repository was read in this very moment.
 */
export type TurnRequest = {
  readonly task: TaskRecord;
  readonly waiting: RunId | null;
  readonly trigger: RunTrigger;
  readonly patience: 'wait' | 'now';
  readonly justRead: boolean;
};

/** A turn and the id of its run, which may not be written down yet. */
type BegunTurn = TurnRequest & { readonly run: RunId };

/** Gives a task its turn: one run of what the head of master says now, to its end. */
export async function runTask(ports: RunTaskPorts, request: TurnRequest): Promise<TurnResult> {
  const { waiting } = request;
  if (waiting !== null && ports.store.run(waiting)?.status !== 'QUEUED') {
    return 'refused';
  }
  const run = waiting ?? ports.ids.newRunId();
  // Before anything is waited for: a person may stop a run while its environment is built.
  ports.active.begin(run);
  try {
    return await takeTurn(ports, { ...request, run });
  } finally {
    ports.active.end(run);
  }
}

async function takeTurn(ports: RunTaskPorts, request: BegunTurn): Promise<TurnResult> {
  const { task } = request;
  const served = ports.repositories.find(task.repository);
  if (!request.justRead) {
    await served?.sync();
  }
  if (served?.repository == null || served.head === null || served.held !== null) {
    return 'passed'; // nobody knows yet what master says: the turn comes again when it is read
  }
  const { branch, commit } = served.head;
  const checked = served.task(task.key);
  if (checked?.code == null || checked.definition === null) {
    return refuseWaiting(ports, request, `${task.key} is not a valid task of ${branch} any more`);
  }
  const executor = ports.executors[checked.executor];
  const missing = executor.unavailable();
  if (missing !== null) {
    const run = openRun(ports, request, { commit, executor: checked.executor });
    await closeUnstarted(ports, run, 'FAILURE', missing);
    return 'refused';
  }
  const environment = await ports.environment(task.organisation).forTask(task.key, request.patience);
  if (served.head.commit.hash !== commit.hash) {
    return takeTurn(ports, { ...request, justRead: false }); // master went on meanwhile, and so may have the code
  }
  if (!environment.ok && hasOwnProblem(ports, task)) {
    return refuseWaiting(ports, request, environment.refusal.message);
  }
  if (environment.ok && environment.value === null) {
    return 'passed';
  }
  const run = openRun(ports, request, { commit, executor: checked.executor });
  if (!environment.ok || environment.value === null) {
    await closeUnstarted(ports, run, 'FAILURE', environment.ok ? 'its environment is not ready' : environment.refusal.message);
    return 'refused';
  }
  const checkout = await takeCheckout(served.repository, commit.hash);
  if (!checkout.ok) {
    const problem = ports.stateHealth.noteFault();
    if (problem === null && checkout.refusal.code === 'disk_full') {
      served.hold(checkout.refusal.message);
    }
    await closeUnstarted(ports, run, 'FAILURE', problem ?? checkout.refusal.message);
    return 'refused';
  }
  const checkoutNotes = await served.repository.checkoutNotes(commit.hash);
  return carryOut(ports, { run, task, checked, environment: environment.value, checkout: checkout.value, checkoutNotes, executor });
}

/** A defect of the pool costs this run, whose row is written already; it must not leave it waiting for ever. */
function takeCheckout(repository: IRepository, commit: CommitHash): Promise<Outcome<ICheckout>> {
  return repository.checkout(commit).catch((error: unknown) => refuse('internal', `no working copy can be made: ${wordsOf(error)}`));
}

/** The waiting run, made from this commit now, or a new one. */
function openRun(ports: RunTaskPorts, request: BegunTurn, what: { readonly commit: Commit; readonly executor: ExecutorName }): Run {
  const { store, clock, events } = ports;
  const { task, run: id } = request;
  if (request.waiting === null) {
    store.insertRun({
      id,
      task: task.id,
      organisation: task.organisation,
      commit: what.commit,
      trigger: request.trigger,
      executor: what.executor,
      queued_at: new Date(clock.now()).toISOString()
    });
  } else if (store.run(id)?.commit.hash !== what.commit.hash) {
    store.setRunCommit(id, what.commit);
  }
  const run = store.run(id);
  if (run === null) {
    throw new Error(`run ${id} is not there right after it was written`);
  }
  events.publish({ kind: 'run', run: id, task: task.id, organisation: task.organisation });
  return run;
}

function hasOwnProblem(ports: RunTaskPorts, task: { readonly organisation: string; readonly key: TaskKey }): boolean {
  return ports.environment(task.organisation).taskProblems(task.key).length > 0;
}

/** A turn that can't be: someone who asked for the run is told why; a lap just goes on. */
async function refuseWaiting(ports: RunTaskPorts, request: TurnRequest, reason: string): Promise<TurnResult> {
  const run = request.waiting === null ? null : ports.store.run(request.waiting);
  if (run === null) {
    return 'passed';
  }
  ports.logger.warn({ run: run.id, reason }, 'run that waited is given up');
  await closeUnstarted(ports, run, 'FAILURE', reason);
  return 'refused';
}

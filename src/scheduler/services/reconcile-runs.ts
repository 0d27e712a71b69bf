import { startsByItself } from '../../core/loops/queue';
import { createTurnstile, type ITurnstile } from '../../core/concurrency/turnstile';
import type { ExecutorName, Run } from '../../protocol/run';
import type { Adoption, IExecutor, IRunFolders, IStartedRun } from '../ports';
import type { IRunStore } from '../store-port';
import type { IActiveRuns } from './active-runs';
import { closeRun, closeUnstarted, type ClosingPorts } from './close-run';
import { persist } from './persist';
import type { IRepositories } from './repositories';

export type ReconcilePorts = ClosingPorts & {
  readonly store: Pick<IRunStore, 'openRuns' | 'startRun'>;
  readonly runFolders: IRunFolders;
  readonly executors: Readonly<Record<ExecutorName, IExecutor>>;
  readonly repositories: IRepositories;
  readonly active: IActiveRuns;
  /** Puts a run that nobody ever started into its loop's queue again. */
  readonly requeue: (run: Run) => void;
};

/** `settled` resolves when the run has ended and that is written down, or when it waits for its turn again. Never rejects. */
export type OpenRun = { readonly run: Run; readonly settled: Promise<void> };

/** Runs that are looked at at the same time. */
const AT_ONCE = 16;
/** Milliseconds that the start of the scheduler waits for runs that can't be looked at, such as those on a disk that hangs. */
const PATIENCE = 10_000;
/** Milliseconds until a run that could not be looked at is looked at again; doubled each time up to the second. */
const FIRST_PAUSE = 500;
const LAST_PAUSE = 30_000;

/**
 * Finds out what became of every run that was believed queued or running: adopted where its supervisor lives, closed
 * from its end record, queued again where nobody ever took it; LOST only where it is proven that nobody knows.
 * One that can't be looked at just now is looked at again and again: it stays what it is, its own loop waits for it, and
 * nothing else does. Resolves when all are known or the patience is over; those that wait are queued, the oldest first.
 */
export async function reconcileRuns(ports: ReconcilePorts, took: (open: readonly OpenRun[]) => void): Promise<void> {
  const open = await Promise.all(ports.store.openRuns().map(run => expectRun(ports, run)));
  const places = createTurnstile(AT_ONCE);
  const found: Run[] = [];
  let requeue = (run: Run): void => void found.push(run);
  const reconciled = open.map(each => reconcileRun({ ...ports, requeue: run => requeue(run) }, each, places));
  took(reconciled);
  const enough = new AbortController();
  await Promise.race([Promise.all(reconciled.map(({ known }) => known)), ports.clock.sleep(PATIENCE, enough.signal)]);
  enough.abort();
  requeue = ports.requeue;
  // What starts by itself goes behind others of its kind; each of the rest goes to the head.
  const oldestFirst = found.sort((a, b) => (a.id < b.id ? -1 : 1));
  oldestFirst.filter(({ trigger }) => startsByItself(trigger)).forEach(ports.requeue);
  oldestFirst
    .filter(({ trigger }) => !startsByItself(trigger))
    .reverse()
    .forEach(ports.requeue);
}

/** What is known of an open run before anything was asked about it. */
type ExpectedRun = { readonly run: Run; readonly checkout: string | null; readonly stop: string | null };

/** Before anything else: its working copy must not be given to others, and a stop that is asked for must not be lost. */
async function expectRun(ports: ReconcilePorts, run: Run): Promise<ExpectedRun> {
  const checkout = (await ports.runFolders.specification(run.id))?.checkout ?? null;
  ports.active.expect(run.id, checkout);
  return { run, checkout, stop: await ports.runFolders.notedStop(run.id) };
}

/** `known` resolves when it is clear what the run is. */
function reconcileRun(ports: ReconcilePorts, expected: ExpectedRun, places: ITurnstile): OpenRun & { readonly known: Promise<unknown> } {
  const told = (error: unknown): void =>
    ports.logger.error({ run: expected.run.id, error }, 'a run of an earlier scheduler could not be followed');
  const known = adopt(ports, expected.run, places);
  return { run: expected.run, known, settled: known.then(adoption => settle(ports, expected, adoption)).catch(told) };
}

/** Null where the scheduler ended before the run could be looked at. */
async function adopt(ports: ReconcilePorts, run: Run, places: ITurnstile): Promise<Adoption | null> {
  const { clock, logger, signal, stateHealth } = ports;
  for (let pause = FIRST_PAUSE; !signal.aborted; pause = Math.min(LAST_PAUSE, pause * 2)) {
    try {
      return await places.pass(() => ports.executors[run.executor].adopt(run.id));
    } catch (error) {
      stateHealth.noteFault();
      logger.error({ run: run.id, error }, 'a run of an earlier scheduler could not be looked at: it is tried again');
    }
    await clock.sleep(pause, signal);
  }
  return null;
}

async function settle(ports: ReconcilePorts, expected: ExpectedRun, adoption: Adoption | null): Promise<void> {
  const { run } = expected;
  switch (adoption?.kind) {
    case 'running':
      await follow(ports, expected, adoption.run);
      break;
    case 'ended':
      ports.logger.info({ run: run.id }, 'run had ended while no scheduler was there');
      await closeRun(ports, run, adoption.end, 'LOST');
      break;
    case 'unclaimed':
      return settleUnclaimed(ports, expected);
    case undefined:
      return;
  }
  ports.active.end(run.id);
  giveBack(ports, expected);
}

async function settleUnclaimed(ports: ReconcilePorts, { run, stop }: ExpectedRun): Promise<void> {
  ports.active.end(run.id);
  if (run.status === 'RUNNING') {
    await closeUnstarted(ports, run, 'FAILURE', 'its folder was removed while no scheduler was there');
  } else if (stop !== null) {
    await closeUnstarted(ports, run, 'KILLED', `${stop} before it started`);
  } else {
    ports.requeue(run);
  }
}

/** To its end, and that written down. */
async function follow(ports: ReconcilePorts, { run, checkout, stop }: ExpectedRun, started: IStartedRun): Promise<void> {
  ports.active.started(run.id, started, checkout);
  const specification = await ports.runFolders.specification(run.id);
  void persist(ports, { run: run.id }, () => {
    if (ports.store.startRun(run.id, { startedAt: started.startedAt, environment: specification?.environment ?? '' })) {
      ports.events.publish({ kind: 'run', run: run.id, task: run.task, organisation: run.organisation });
    }
  });
  ports.logger.info({ run: run.id }, 'run adopted');
  if (stop !== null) {
    // The scheduler before may have died between noting the stop and telling the supervisor.
    await ports.active.stop(run.id, stop).catch((error: unknown) => ports.logger.warn({ run: run.id, error }, 'run could not be stopped'));
  }
  await closeRun(ports, run, await started.ended, 'FAILURE');
}

/** Its working copy is free for others. */
function giveBack(ports: ReconcilePorts, { run, checkout }: ExpectedRun): void {
  const repository = ports.store.task(run.task)?.repository;
  if (checkout !== null && repository !== undefined) {
    ports.repositories.find(repository)?.repository?.adoptCheckout(checkout).release();
  }
}

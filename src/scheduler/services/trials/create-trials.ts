import { hasEnded, type Run } from '../../../protocol/run';
import { done, refuse, type Outcome } from '../../../protocol/errors';
import type { RunId } from '../../../protocol/identity';
import type { Trial, TrialRequest, TrialStep } from '../../../protocol/trial';
import type { IEvents } from '../../ports';
import { closeUnstarted } from '../close-run';
import { reconcileRuns } from '../reconcile-runs';
import { stopRun } from '../stop-run';
import { prepareTrial, type PreparedTrial, type PrepareTrialPorts } from './prepare-trial';
import { removeEndedTrials, type RemoveTrialsPorts } from './remove-trials';
import { runTrial, type RunTrialPorts } from './run-trial';
import { createTrialRuns, type TrialRuns } from './trial-runs';

export type TrialsOptions = Omit<RunTrialPorts, 'store' | 'retryPlanned' | 'events'> &
  PrepareTrialPorts &
  RemoveTrialsPorts & { readonly events: IEvents };

/** Runs from working copies, at most one at a time in an organisation. */
export interface ITrials {
  readonly runs: TrialRuns;
  /**
   * Begins a trial of the working copy as it is in this moment; the organisation's trial before it is stopped. Refused:
   * not_found, bad_request, too_large, git_failed, definition_invalid, task_not_runnable, disk_full.
   */
  start(request: TrialRequest): Promise<Outcome<Trial>>;
  /** Null where there is none, or none any more. */
  describe(run: RunId): Trial | null;
  /** Refused: not_found, run_ended. */
  stop(run: RunId): Promise<Outcome<Run>>;
  /** Finds out what an earlier scheduler left, and removes what nobody needs of it; from then on what is old goes now and then. */
  reconcile(): Promise<void>;
}

/** A trial that is under way. */
type Slot = { readonly run: RunId; readonly over: Promise<void>; readonly abort: AbortController };

const REPLACED = 'stopped for a newer trial of its organisation';

export function createTrials(options: TrialsOptions): ITrials {
  return new Trials(options);
}

class Trials implements ITrials {
  readonly runs: TrialRuns;
  readonly #options: TrialsOptions;
  /** By organisation. */
  readonly #slots = new Map<string, Slot>();
  /** Of those that do not run yet. */
  readonly #steps = new Map<RunId, TrialStep>();
  readonly #ports;

  constructor(options: TrialsOptions) {
    this.#options = options;
    this.runs = createTrialRuns(options.store);
    const publish: IEvents['publish'] = event =>
      options.events.publish(event.kind === 'run' ? { kind: 'trial', run: event.run, organisation: event.organisation } : event);
    const store = { ...this.runs, organisation: (codops: string) => options.store.organisation(codops) };
    this.#ports = { ...options, store, events: { publish }, retryPlanned: () => undefined, dequeue: () => false };
  }

  async start(request: TrialRequest): Promise<Outcome<Trial>> {
    const prepared = await prepareTrial(this.#options, request);
    if (!prepared.ok) {
      return prepared;
    }
    const { run, code } = prepared.value;
    try {
      this.#options.store.insertTrial({ run, name: request.name, requirements: code.requirements });
    } catch (error) {
      await this.#options.snapshots.remove(run.id);
      throw error;
    }
    this.#occupy(run, prepared.value);
    this.#told(run);
    const trial = this.describe(run.id);
    return trial === null ? refuse('internal', 'the trial is not there right after it was written') : done(trial);
  }

  describe(id: RunId): Trial | null {
    const record = this.#options.store.trial(id);
    if (record === null) {
      return null;
    }
    const { run, name, requirements } = record;
    return { run, name, requirements: [...requirements], step: this.#stepOf(run) };
  }

  async stop(id: RunId): Promise<Outcome<Run>> {
    const stopped = await stopRun(this.#ports, id);
    this.#abort(id);
    return stopped;
  }

  async reconcile(): Promise<void> {
    const { snapshots, signal } = this.#options;
    await removeEndedTrials(this.#options, 'all');
    const open = new Set<string>(this.runs.openRuns().map(({ id }) => id));
    const names = await snapshots.names();
    await Promise.all(names.filter(name => !open.has(name)).map(name => snapshots.remove(name as RunId)));
    await reconcileRuns({ ...this.#ports, requeue: run => void this.#giveUp(run) }, left =>
      left.forEach(({ run, settled }) => this.#follow(run, settled, new AbortController()))
    );
    void this.#removeNowAndThen(signal);
  }

  async #giveUp(run: Run): Promise<void> {
    await closeUnstarted(this.#ports, run, 'FAILURE', 'the scheduler was started again before it began: try again');
    await this.#options.snapshots.remove(run.id);
  }

  #occupy(run: Run, { code, snapshot, executor, python }: PreparedTrial): void {
    const before = this.#slots.get(run.organisation);
    const abort = new AbortController();
    const over = runTrial(this.#ports, {
      run,
      code,
      snapshot,
      executor,
      python,
      before: before?.over ?? Promise.resolve(),
      toldStep: step => {
        this.#steps.set(run.id, step);
        this.#told(run);
      },
      signal: AbortSignal.any([abort.signal, this.#options.signal])
    });
    this.#follow(run, over, abort);
    if (before !== undefined) {
      void stopRun(this.#ports, before.run, REPLACED).finally(() => before.abort.abort());
    }
  }

  /** Holds the organisation's place until the trial is over. */
  #follow(run: Run, work: Promise<void>, abort: AbortController): void {
    const over = work.finally(() => {
      this.#steps.delete(run.id);
      if (this.#slots.get(run.organisation)?.run === run.id) {
        this.#slots.delete(run.organisation);
      }
      // Where this scheduler ends, the run may go on in its checkout.
      if (hasEnded(this.runs.run(run.id)?.status ?? 'KILLED')) {
        void this.#options.snapshots.remove(run.id);
      }
    });
    this.#slots.set(run.organisation, { run: run.id, over, abort });
  }

  #abort(id: RunId): void {
    [...this.#slots.values()].find(({ run }) => run === id)?.abort.abort();
  }

  #stepOf({ id, status }: Run): TrialStep {
    if (hasEnded(status)) {
      return 'ended';
    }
    return status === 'RUNNING' ? 'running' : (this.#steps.get(id) ?? 'waiting');
  }

  #told({ id, organisation }: Run): void {
    this.#options.events.publish({ kind: 'trial', run: id, organisation });
  }

  async #removeNowAndThen(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    await clock.sleep(REMOVE_EVERY, signal);
    while (!signal.aborted) {
      await removeEndedTrials(this.#options, 'old');
      await clock.sleep(REMOVE_EVERY, signal);
    }
  }
}

/** Milliseconds. */
const REMOVE_EVERY = 600_000;

import { hasEnded, type Run } from '../../../protocol/run';
import type { TrialStep } from '../../../protocol/trial';
import type { IEnvironments, IExecutor } from '../../ports';
import type { IOrganisationStore } from '../../store-port';
import type { ISnapshot } from '../../trial-port';
import { carryOut, type CarryOutPorts } from '../carry-out-run';
import { closeUnstarted } from '../close-run';
import type { TrialCode } from './trial-code';
import { trialEnvironment } from './trial-environment';
import type { TrialRuns } from './trial-runs';

export type RunTrialPorts = Omit<CarryOutPorts, 'store'> & {
  readonly store: TrialRuns & Pick<IOrganisationStore, 'organisation'>;
  readonly environments: IEnvironments;
};

/** A trial that is written down. */
export type BegunTrial = {
  readonly run: Run;
  readonly code: TrialCode;
  readonly snapshot: ISnapshot;
  readonly executor: IExecutor;
  readonly python: string | null;
  /** Resolves when the trial before it is over. */
  readonly before: Promise<void>;
  readonly toldStep: (step: TrialStep) => void;
  /** Aborted where nobody wants it any more. */
  readonly signal: AbortSignal;
};

/** Carries a trial out as a run of its task, to its end. Never rejects. */
export async function runTrial(ports: RunTrialPorts, trial: BegunTrial): Promise<void> {
  const { run } = trial;
  ports.active.begin(run.id);
  try {
    await trial.before;
    await prepareAndCarryOut(ports, trial);
  } catch (error) {
    ports.logger.error({ run: run.id, error }, 'trial failed');
    await closeUnstarted(ports, run, 'FAILURE', `it could not be started: ${String(error)}`);
  } finally {
    ports.active.end(run.id);
  }
}

async function prepareAndCarryOut(ports: RunTrialPorts, { run, code, snapshot, executor, ...trial }: BegunTrial): Promise<void> {
  const isOver = (): boolean => hasEnded(ports.store.run(run.id)?.status ?? 'KILLED');
  if (isOver()) {
    return;
  }
  const { organisation } = run;
  const building = (): void => trial.toldStep('environment');
  const found = await trialEnvironment(ports, { ...trial, organisation, code, building });
  if (!found.ok) {
    await closeUnstarted(ports, run, 'FAILURE', found.refusal.message);
    return;
  }
  trial.toldStep('checkout');
  const root = isOver() ? null : await snapshot.checkout();
  if (root?.ok === false) {
    await closeUnstarted(ports, run, 'FAILURE', ports.stateHealth.noteFault() ?? root.refusal.message);
  }
  if (root?.ok === true && !isOver()) {
    const { environment, note } = found.value;
    const checkoutNotes = [...(note === null ? [] : [note]), ...(await snapshot.checkoutNotes())];
    const checkout = { root: root.value, release: () => undefined };
    const task = { id: run.task, key: code.checked.key, organisation };
    await carryOut(ports, { run, task, checked: code.checked, environment, checkout, checkoutNotes, executor });
  }
}

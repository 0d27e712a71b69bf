import { done, type Outcome } from '../../../protocol/errors';
import type { Environment, IEnvironments } from '../../ports';
import type { IOrganisationStore } from '../../store-port';
import type { TrialCode } from './trial-code';

type EnvironmentPorts = { readonly environments: IEnvironments; readonly store: Pick<IOrganisationStore, 'organisation'> };

type EnvironmentRequest = {
  readonly organisation: string;
  readonly code: TrialCode;
  readonly python: string | null;
  /** Called where it has to be built. */
  readonly building: () => void;
  readonly signal: AbortSignal;
};

/** `note`: what the log is to say of it; null: nothing. */
type TrialEnvironment = { readonly environment: Environment; readonly note: string | null };

/**
 * The organisation's environment with what the task asks for. Where that can't be built for the sake of others, the one it
 * has is used, as for any run.
 */
export async function trialEnvironment(ports: EnvironmentPorts, request: EnvironmentRequest): Promise<Outcome<TrialEnvironment>> {
  const { code, python, signal } = request;
  const wanted = { requirements: code.requirements, python };
  const ready = await ports.environments.find(ports.environments.hash(wanted));
  if (ready !== null) {
    return done({ environment: ready, note: null });
  }
  request.building();
  const built = await ports.environments.ensure(wanted, signal);
  if (built.ok) {
    return done({ environment: built.value, note: null });
  }
  const present = ports.store.organisation(request.organisation)?.environment ?? null;
  const covers = present !== null && code.own.every(text => present.requirements.includes(text));
  const last = covers && !signal.aborted ? await ports.environments.find(present.hash) : null;
  if (last === null) {
    return built;
  }
  const [reason] = built.refusal.message.split('\n', 1);
  return done({ environment: last, note: `the newest environment could not be built (${reason}), so the last good one is used` });
}

import type { IClock, IEnvironments, IEvents, ILogger } from '../ports';
import type { IStore } from '../store-port';
import { createOrganisationEnvironment, type IOrganisationEnvironment } from './organisation-environment';

export type OrganisationEnvironmentsOptions = {
  readonly store: IStore;
  readonly environments: IEnvironments;
  readonly clock: IClock;
  readonly logger: ILogger;
  readonly events: IEvents;
  /** Tasks of the organisation may have become runnable, or stopped being so. */
  readonly changed: (organisation: string) => void;
  readonly signal: AbortSignal;
};

/** The environment of each organisation, made known when it is first asked for. */
export function createOrganisationEnvironments(
  options: OrganisationEnvironmentsOptions
): (organisation: string) => IOrganisationEnvironment {
  const { store, events } = options;
  const known = new Map<string, IOrganisationEnvironment>();
  return codops => {
    let environment = known.get(codops);
    if (environment === undefined) {
      environment = createOrganisationEnvironment({
        ...options,
        codops,
        good: store.organisation(codops)?.environment ?? null,
        save: good => store.saveEnvironment(codops, good),
        changed: () => {
          events.publish({ kind: 'organisation', organisation: codops });
          store.taskNames(codops).forEach(task => events.publish({ kind: 'task', task: task.id, organisation: codops }));
          options.changed(codops);
        }
      });
      known.set(codops, environment);
    }
    return environment;
  };
}

import type { LoopTask } from '../store-port';
import type { IOrganisationEnvironment } from './organisation-environment';
import type { IRepositories } from './repositories';
import type { IStateHealth } from './state-health';

export type RunnablePorts = {
  readonly repositories: IRepositories;
  readonly environment: (organisation: string) => IOrganisationEnvironment;
  readonly stateHealth: IStateHealth;
};

/** What decides whether a task has its turn; of {@link LoopTask} and of the whole task. */
type RunnableTask = Pick<LoopTask, 'key' | 'organisation' | 'repository' | 'invalid' | 'removed'> & {
  readonly stored: { readonly held: string | null; readonly definition: { readonly disabled?: boolean | undefined } } | null;
};

/** Why a good definition is not run, or null. */
export function heldReason(ports: RunnablePorts, task: RunnableTask): string | null {
  if (ports.stateHealth.problem !== null) {
    return ports.stateHealth.problem;
  }
  const served = ports.repositories.find(task.repository);
  if (served === null) {
    return `no Jupyter server of its repository ${task.repository} is attached, and the configuration does not serve it`;
  }
  if (!served.attached) {
    return `no Jupyter server of its repository ${task.repository} is attached`;
  }
  return served.held ?? task.stored?.held ?? null;
}

/** Whether the task can't be run as it stands, by its definition or by its requirements. */
export function isInvalid(ports: RunnablePorts, task: RunnableTask): boolean {
  return task.invalid || ports.environment(task.organisation).taskProblems(task.key).length > 0;
}

/** Why the task has no turn in its loop, in plain words; null where it has. */
export function notRunnableReason(ports: RunnablePorts, task: RunnableTask): string | null {
  if (task.removed) {
    return `${task.key} is not on master any more`;
  }
  if (isInvalid(ports, task)) {
    return `the definition of ${task.key} is wrong: correct it first`;
  }
  if (task.stored?.definition.disabled === true) {
    return `${task.key} is disabled in its definition`;
  }
  return heldReason(ports, task);
}

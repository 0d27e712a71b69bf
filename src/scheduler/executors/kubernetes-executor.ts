import type { IExecutor } from '../ports';
import { createUnavailableExecutor } from './unavailable-executor';

/** Stands where pods will be created. */
export function createKubernetesExecutor(): IExecutor {
  return createUnavailableExecutor(
    'kubernetes',
    'Kubernetes is missing: this version of PEACH Lab can’t run tasks in pods yet. Let the task run with `executor: python`.'
  );
}

import type { IExecutor } from '../ports';
import { createUnavailableExecutor } from './unavailable-executor';

/** Stands where Spark applications will be submitted. */
export function createSparkExecutor(): IExecutor {
  return createUnavailableExecutor(
    'spark',
    'Spark is missing: this version of PEACH Lab can’t submit Spark applications yet. Let the task run with `executor: python`, or set `default_executor: python` for all tasks that name none.'
  );
}

import { isFailure, RUN_STATUSES, type RunStatus } from '../../protocol/run';
import type { RunSummary } from '../../protocol/run-history';
import { executionStart } from './execution-line';
import type { TimeSpan } from './time-span';

/** Which executions are shown; `FAILED`: failures of every kind. */
export type ExecutionsStatus = RunStatus | 'ALL' | 'FAILED';

export const ALL_EXECUTIONS: ExecutionsStatus = 'ALL';

export type ExecutionsFilter = { readonly status: ExecutionsStatus; readonly span: TimeSpan | null };

/** The runs that `filter` lets through; the same list where it lets all through. */
export function visibleExecutions(runs: readonly RunSummary[], { status, span }: ExecutionsFilter): readonly RunSummary[] {
  return status === 'ALL' && span === null ? runs : runs.filter(run => hasStatus(run, status) && isIn(run, span));
}

export function parseExecutionsStatus(value: unknown): ExecutionsStatus | null {
  return [...RUN_STATUSES, 'ALL' as const, 'FAILED' as const].find(status => status === value) ?? null;
}

function hasStatus(run: RunSummary, status: ExecutionsStatus): boolean {
  return status === 'ALL' || (status === 'FAILED' ? isFailure(run.status) : run.status === status);
}

function isIn(run: RunSummary, span: TimeSpan | null): boolean {
  const start = executionStart(run);
  return span === null || (span.from <= start && start <= span.to);
}

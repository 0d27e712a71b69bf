import type { TimeSpan } from '../executions/time-span';
import type { ExecutionsFilter, ExecutionsStatus } from '../executions/visible-executions';

/** Which executions of the chosen task are shown, and what changes that. */
export type HistoryView = ExecutionsFilter & {
  readonly onStatus: (status: ExecutionsStatus) => void;
  readonly onSpan: (span: TimeSpan | null) => void;
  readonly onClear: () => void;
};

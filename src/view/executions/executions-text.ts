import { countText } from '../words/count-text';
import { spanText } from './time-span';
import type { ExecutionsFilter } from './visible-executions';

export type CountedExecutions = {
  readonly filter: ExecutionsFilter;
  /** Executions that the filter lets through, and all that are known. */
  readonly shown: number;
  readonly total: number;
  readonly history: 'loading' | 'complete' | 'failed';
};

/** `300 executions`; with a filter `12 of 300 executions, 3 Nov 10:00 – 4 Nov 12:00`. */
export function executionsText({ filter, shown, total, history }: CountedExecutions, timeZone: string): string {
  const all = countText(total, 'execution');
  const isFiltered = filter.span !== null || filter.status !== 'ALL';
  const count = isFiltered ? `${shown.toLocaleString('en-GB')} of ${all}` : all;
  const span = filter.span === null ? [] : [spanText(filter.span, timeZone)];
  const rest = history === 'loading' ? ['older ones are loading'] : history === 'failed' ? ['older ones could not be loaded'] : [];
  return [count, ...span, ...rest].join(', ');
}

import type { FaultFact, FaultKind, History, Moment } from './history';

/** Milliseconds of the faults of these kinds that lie between two moments; those of single runs count where they met this one. */
export function faultTime(
  history: History,
  between: { readonly from: Moment; readonly until: Moment },
  kinds: readonly FaultKind[]
): number {
  return history.faults
    .filter(fault => kinds.includes(fault.kind))
    .reduce((sum, fault) => sum + Math.max(0, Math.min(fault.until, between.until) - Math.max(fault.from, between.from)), 0);
}

/** True where the fault touches the time between two moments. */
export function touches(fault: FaultFact, between: { readonly from: Moment; readonly until: Moment }): boolean {
  return fault.from <= between.until && fault.until >= between.from;
}

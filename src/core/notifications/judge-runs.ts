import type { RunStatus } from '../../protocol/run';

/** What its newest end means for a task, and how many failures in a row there were. */
export type Judgement = { readonly kind: 'failing' | 'recovered'; readonly failures: number };

/**
 * `ends`: how the task's runs ended, the newest first; what a person stopped says nothing. Failing is told once, when there
 * were `after` failures in a row, and recovered once, with the first success after that. Null: there is nothing to tell.
 */
export function judgeRuns(ends: readonly RunStatus[], after: number): Judgement | null {
  const counting = ends.filter(status => status !== 'KILLED');
  const [newest] = counting;
  if (newest === undefined) {
    return null;
  }
  if (newest !== 'SUCCESS') {
    return failuresFrom(counting, 0) === after ? { kind: 'failing', failures: after } : null;
  }
  const failures = failuresFrom(counting, 1);
  return failures >= after ? { kind: 'recovered', failures } : null;
}

function failuresFrom(ends: readonly RunStatus[], place: number): number {
  const success = ends.findIndex((status, at) => at >= place && status === 'SUCCESS');
  return (success < 0 ? ends.length : success) - place;
}

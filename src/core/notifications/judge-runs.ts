import type { RunStatus } from '../../protocol/run';

/** What its newest end means for a task, and how many failures in a row there were. */
export type Judgement = { readonly kind: 'failing' | 'recovered'; readonly failures: number };

/**
 * A task's run ended as `status`, after `before` failures in a row. Failing is told once, when there are `after` of them,
 * and recovered once, with the first success after that. Null: there is nothing to tell.
 */
export function judgeEnd(status: RunStatus, before: number, after: number): Judgement | null {
  if (status === 'SUCCESS') {
    return before >= after ? { kind: 'recovered', failures: before } : null;
  }
  return status !== 'KILLED' && before + 1 === after ? { kind: 'failing', failures: after } : null;
}

/** Failures in a row when the newest of them is that of `ends`, newest first; what a person stopped says nothing. */
export function failuresInRow(ends: readonly RunStatus[]): number {
  const counting = ends.filter(status => status !== 'KILLED');
  const success = counting.indexOf('SUCCESS');
  return success < 0 ? counting.length : success;
}

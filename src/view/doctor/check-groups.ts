import type { CheckedHalf, CheckState, DoctorCheck } from '../../protocol/doctor';
import { countText } from '../words/count-text';

/** Checks under one heading. */
export type CheckGroup = { readonly title: string; readonly checks: readonly DoctorCheck[] };

const HALVES: readonly CheckedHalf[] = ['both', 'jupyter', 'scheduler'];
const HALF_WORDS: Readonly<Record<CheckedHalf, string>> = { both: 'Both halves', jupyter: 'Jupyter', scheduler: 'Scheduler' };
/** Written as they are called. */
const PROGRAMS = ['git', 'uv'];

/** What is wrong first; then what is in order, a group a half. In each, the order is the command’s own. */
export function checkGroups(checks: readonly DoctorCheck[]): readonly CheckGroup[] {
  const inState = (state: CheckState): readonly DoctorCheck[] => checks.filter(check => check.state === state);
  const groups = [
    { title: 'Problems', checks: inState('problem') },
    { title: 'Warnings', checks: inState('warning') },
    ...HALVES.map(half => ({ title: `${HALF_WORDS[half]}: in order`, checks: inState('ok').filter(check => check.half === half) }))
  ];
  return groups.filter(group => group.checks.length > 0);
}

/** As the command prints it: `Jupyter: widget`; under the heading of its half the name alone. */
export function checkName({ name, half, state }: DoctorCheck): string {
  const text = half === 'both' || state === 'ok' ? name : `${HALF_WORDS[half]}: ${name}`;
  return PROGRAMS.includes(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** `2 problems, 1 warning`; null where there is neither. */
export function summaryText(checks: readonly DoctorCheck[]): string | null {
  const count = (state: CheckState): number => checks.filter(check => check.state === state).length;
  const parts = [
    [count('problem'), 'problem'],
    [count('warning'), 'warning']
  ] as const;
  const some = parts.filter(([number]) => number > 0);
  return some.length === 0 ? null : some.map(([number, noun]) => countText(number, noun)).join(', ');
}

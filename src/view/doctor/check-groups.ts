import type { CheckedHalf, CheckState, DoctorCheck } from '../../protocol/doctor';
import type { ITranslation } from '../words/translation';

/** Checks under one heading. */
export type CheckGroup = { readonly title: string; readonly checks: readonly DoctorCheck[] };

const HALVES: readonly CheckedHalf[] = ['both', 'jupyter', 'scheduler'];
/** Written as they are called. */
const PROGRAMS = ['git', 'uv'];

/** What is wrong first; then what is in order, a group a half. In each, the order is the command’s own. */
export function checkGroups(checks: readonly DoctorCheck[], trans: ITranslation): readonly CheckGroup[] {
  const inState = (state: CheckState): readonly DoctorCheck[] => checks.filter(check => check.state === state);
  const groups = [
    { title: trans.__('Problems'), checks: inState('problem') },
    { title: trans.__('Warnings'), checks: inState('warning') },
    ...HALVES.map(half => ({
      title: trans.__('%1: in order', halfText(half, trans)),
      checks: inState('ok').filter(check => check.half === half)
    }))
  ];
  return groups.filter(group => group.checks.length > 0);
}

/** As the command prints it: `Jupyter: widget`; under the heading of its half the name alone. */
export function checkName({ name, half, state }: DoctorCheck, trans: ITranslation): string {
  const text = half === 'both' || state === 'ok' ? name : `${halfText(half, trans)}: ${name}`;
  return PROGRAMS.includes(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** `2 problems, 1 warning`; null where there is neither. */
export function summaryText(checks: readonly DoctorCheck[], trans: ITranslation): string | null {
  const count = (state: CheckState): number => checks.filter(check => check.state === state).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  const parts = [
    ...(problems > 0 ? [trans._n('%1 problem', '%1 problems', problems)] : []),
    ...(warnings > 0 ? [trans._n('%1 warning', '%1 warnings', warnings)] : [])
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

function halfText(half: CheckedHalf, trans: ITranslation): string {
  switch (half) {
    case 'both':
      return trans.__('Both halves');
    case 'jupyter':
      return trans.__('Jupyter');
    case 'scheduler':
      return trans.__('Scheduler');
  }
}

import { FAULT_KINDS } from '../history/history';
import { PROMISES } from '../check/check-history';
import { schedulerKills, statusCounts, type Tally } from './tally';

/** What the report says beside the tally. `skips`: faults that this machine doesn't allow, with why. */
export type ReportFacts = { readonly command: string; readonly minutes: number; readonly skips: readonly string[] };

/** The figures as a Markdown table, as they stand in docs/operators/reliability.md. */
export function formatReport(tally: Tally, { command, minutes, skips }: ReportFacts): string {
  const statuses = statusCounts(tally);
  const runs = statuses.reduce((sum, [, count]) => sum + count, 0);
  const rows: readonly (readonly [string, string])[] = [
    ['command', `\`${command}\``],
    ['time', `${minutes.toFixed(0)} min, ${tally.rounds} rounds`],
    ['SIGKILLs of the scheduler', count(schedulerKills(tally))],
    ...FAULT_KINDS.filter(kind => kind !== 'kill_scheduler').map(
      kind => [kind.replaceAll('_', ' '), count(tally.faults[kind] ?? 0)] as const
    ),
    ['runs', count(runs)],
    ...statuses.map(([status, times]) => [`– ${status}`, count(times)] as const),
    ['run now, acknowledged', count(tally.asked)],
    ['due times', `${count(tally.dueTimes)}, of them ${count(tally.dueRuns)} with a run`],
    ['stops, acknowledged', count(tally.stops)],
    ['commits', count(tally.commits)],
    ['log bytes compared', count(tally.logBytes)],
    ['logs followed', count(tally.followed)],
    ['promises broken', count(tally.violations.length)]
  ];
  const table = ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)];
  return [...table, ...skips.map(skip => `\nSkipped: ${skip}`)].join('\n');
}

function count(number: number): string {
  return number.toLocaleString('en');
}

/** The same line where nothing can be said of any promise: it could not be carried out. */
export const NOTHING_KEPT = '0 passed, 1 failed, 0 skipped';

/** One line that counts each promise as one test; those of a fault that can't be done here are skipped. */
export function formatTotals(tally: Tally, skipped: readonly string[]): string {
  const broken = new Set(tally.violations.map(({ promise }) => promise));
  const promises = PROMISES.map(({ promise }) => promise as string);
  const left = promises.filter(promise => !broken.has(promise) && skipped.includes(promise));
  return `${promises.length - broken.size - left.length} passed, ${broken.size} failed, ${left.length} skipped`;
}

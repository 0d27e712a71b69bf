import type { DueTimeFact, History, StoredRun } from '../history/history';

/** Minutes of the clock are what the scheduled tasks of the load are due at. */
const MINUTE = 60_000;

/**
 * Each due time ends as exactly one thing, and with at most one run: none is left out between two others, none still waits
 * at the rest, and every run that a schedule started belongs to one of them.
 */
export function dueTimesOnce(history: History): readonly string[] {
  const byTask = Map.groupBy(history.dueTimes, ({ task }) => task);
  return [...[...byTask].flatMap(([task, times]) => ledgerProblems(task, times)), ...runProblems(history)];
}

function ledgerProblems(task: string, times: readonly DueTimeFact[]): readonly string[] {
  const waiting = times.filter(({ outcome }) => outcome === 'queued').map(each => `${told(task, each)} still waits at the rest`);
  // Between two rests: at a rest the tasks are disabled, and nothing is due.
  const fresh = times.filter(({ known }) => !known);
  const left = fresh.slice(1).flatMap((each, place) => {
    const before = fresh[place]?.dueAt ?? 0;
    const between = (each.dueAt - before) / MINUTE - 1;
    return between === 0 ? [] : [`of ${task} ${between} due times are not known between ${words(before)} and ${words(each.dueAt)}`];
  });
  const runless = times.filter(({ outcome, run }) => (outcome === 'ran' || outcome === 'late') && run === null);
  return [...waiting, ...left, ...runless.map(each => `${told(task, each)} is said to have run, and has no run`)];
}

function runProblems({ runs, dueTimes, tasks }: History): readonly string[] {
  const scheduled = new Set(tasks.filter(task => task.scheduled).map(({ key }) => key));
  const ofRun = Map.groupBy(dueTimes, ({ run }) => run);
  return runs
    .filter(({ task, trigger }) => scheduled.has(task) && trigger === 'schedule')
    .flatMap(run => problemsOf(run, ofRun.get(run.id) ?? []));
}

function problemsOf({ id, task }: StoredRun, times: readonly DueTimeFact[]): readonly string[] {
  return times.length === 1 ? [] : [`run ${id} of ${task} was started by its schedule, and belongs to ${times.length} due times`];
}

function told(task: string, { dueAt }: DueTimeFact): string {
  return `the due time ${words(dueAt)} of ${task}`;
}

function words(time: number): string {
  return new Date(time).toISOString();
}

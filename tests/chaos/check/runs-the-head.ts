import { FAULT_KINDS, type CommitFact, type History, type Journal } from '../history/history';
import { startOf } from '../history/journal-facts';
import { faultTime } from '../history/overlap';
import { unreadyTime } from '../history/readiness';

/** Milliseconds that may pass between the moment in which the head is read, or fetched, and the start of the code. */
const PATIENCE = 20_000;
/** Of the others it is known better when they were over: when a scheduler was ready again. */
const HINDRANCES = FAULT_KINDS.filter(kind => kind !== 'kill_scheduler' && kind !== 'kill_everything');

/** Each run sees exactly its commit, in its source and its checkout, and that commit was the head when the run started. */
export function runsTheHead(history: History): readonly string[] {
  const commits = Map.groupBy(history.commits, commit => commit.repository);
  const repositories = new Map(history.tasks.map(task => [task.key, task.repository]));
  const stored = new Map(history.runs.map(run => [run.id, run.commit]));
  return history.journals.flatMap(journal => {
    const known = commits.get(repositories.get(journal.task) ?? '') ?? [];
    return [...onlyItsCommit(journal, known, stored.get(journal.run) ?? null), ...notStale(history, journal, known)];
  });
}

function onlyItsCommit(journal: Journal, commits: readonly CommitFact[], stored: string | null): readonly string[] {
  const start = startOf(journal);
  const number = commits.find(commit => commit.hash === stored)?.number;
  if (start === null || stored === null || (start.file === number && start.source === number)) {
    return [];
  }
  return [
    `run ${journal.run} of ${journal.task} is said to be of commit ${number ?? stored}, found commit ${start.file} in its checkout and ran the code of commit ${start.source}`
  ];
}

function notStale(history: History, journal: Journal, commits: readonly CommitFact[]): readonly string[] {
  const start = startOf(journal);
  const next = commits.find(commit => start !== null && commit.number > start.file);
  if (start === null || next === undefined) {
    return [];
  }
  const between = { from: next.until, until: start.at };
  const age = start.at - next.until - faultTime(history, between, HINDRANCES) - unreadyTime(history.schedulers, between);
  return age > PATIENCE
    ? [`run ${journal.run} of ${journal.task} started commit ${start.file} ${Math.round(age)} ms after commit ${next.number} was made`]
    : [];
}

import { hasEnded } from '../../../src/protocol/run';
import type { History, Journal, OwnEnding, StoredRun } from '../history/history';
import { endingOf, journalsByRun, lastLifeOf, startOf } from '../history/journal-facts';
import { explainedByFault } from './explained-by-fault';

/** Milliseconds by which two clocks of one machine may disagree about a timeout. */
const CLOCK_SLACK = 250;
const SIGKILL = 9;

/** Every run has the status it really ended with, as its own journal and what was done to it say. LOST is for {@link lostWhenProven}. */
export function trueStatus(history: History): readonly string[] {
  const journals = journalsByRun(history);
  return history.runs
    .filter(run => hasEnded(run.status) && run.status !== 'LOST')
    .filter(run => !isTrue(history, run, journals.get(run.id) ?? null))
    .map(run => `run ${run.id} of ${run.task} is called ${inWords(run)}; ${whatHappened(history, run, journals.get(run.id) ?? null)}`);
}

function isTrue(history: History, run: StoredRun, journal: Journal | null): boolean {
  const how = journal === null ? null : (endingOf(journal)?.how ?? null);
  switch (run.status) {
    case 'SUCCESS':
      return (
        run.exitCode === 0 && run.signal === null && how !== null && (how.kind === 'return' || (how.kind === 'exit' && how.code === 0))
      );
    case 'FAILURE':
      return isOwnFailure(run, how) || wasKilled(history, run) || explainedByFault(history, run, journal);
    case 'TIMED_OUT':
      return hadItsTime(history, run, journal);
    case 'KILLED':
      return history.stops.some(stop => stop.run === run.id);
    case 'LOST':
    case 'QUEUED':
    case 'RUNNING':
      return false;
  }
}

function isOwnFailure(run: StoredRun, how: OwnEnding | null): boolean {
  switch (how?.kind) {
    case 'exit':
      return how.code !== 0 && run.exitCode === how.code;
    case 'raise':
      return run.exitCode === 1 && (run.reason ?? '').includes(how.message);
    case 'signal':
      return run.signal === how.signal;
    case 'return':
    case undefined:
      return false;
  }
}

function wasKilled(history: History, run: StoredRun): boolean {
  const roles = history.faults
    .filter(fault => fault.kind.startsWith('kill_'))
    .flatMap(fault => fault.victims.filter(victim => victim.run === run.id).map(victim => victim.role));
  return (roles.includes('run') && run.signal === SIGKILL) || (roles.includes('supervisor') && (run.reason ?? '').includes('supervisor'));
}

/** It lived as long as it may; and where it said that it would end before that, something held it back. */
function hadItsTime(history: History, run: StoredRun, journal: Journal | null): boolean {
  const timeout = history.tasks.find(task => task.key === run.task)?.timeout ?? Number.POSITIVE_INFINITY;
  const start = journal === null ? null : startOf(journal);
  const ending = journal === null ? null : endingOf(journal);
  if ((run.duration ?? 0) < timeout - CLOCK_SLACK) {
    return false;
  }
  const frozen = history.faults.some(fault => fault.kind.startsWith('freeze_') && fault.victims.some(victim => victim.run === run.id));
  return frozen || start === null || ending === null || ending.at - start.at >= timeout - CLOCK_SLACK;
}

function inWords(run: StoredRun): string {
  return `${run.status} (exit code ${run.exitCode ?? '–'}, signal ${run.signal ?? '–'}, reason ${run.reason ?? '–'})`;
}

function whatHappened(history: History, run: StoredRun, journal: Journal | null): string {
  const start = journal === null ? null : startOf(journal);
  const ending = journal === null ? null : endingOf(journal);
  const own = ending === null ? 'did not say how it would end' : `said it would end by ${JSON.stringify(ending.how)}`;
  const began =
    start === null || journal === null
      ? 'its code never started'
      : `it lived for ${Math.round(lastLifeOf(journal) - start.at)} ms and ${own}`;
  const done = history.faults.flatMap(fault =>
    fault.victims.filter(victim => victim.run === run.id).map(({ role }) => `${fault.kind} of its ${role}`)
  );
  const stops = history.stops.some(stop => stop.run === run.id) ? ['a stop'] : [];
  return `${began}; done to it: ${[...done, ...stops].join(', ') || 'nothing'}`;
}

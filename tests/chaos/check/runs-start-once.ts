import type { History } from '../history/history';
import { linesOf } from '../history/journal-facts';

/** No run starts twice: its code noted one start, its supervisor is the one that claimed it, and a run the store calls a success did start. */
export function runsStartOnce(history: History): readonly string[] {
  const claims = new Map(history.claims.map(claim => [claim.run, claim.pid]));
  const known = new Set(history.runs.map(run => run.id));
  const started = history.journals.flatMap(journal => {
    const starts = linesOf(journal, 'start');
    const claimed = claims.get(journal.run);
    const words: string[] = [];
    if (starts.length > 1) {
      words.push(
        `run ${journal.run} of ${journal.task} started ${starts.length} times (pids ${starts.map(start => start.process.pid).join(', ')})`
      );
    }
    if (!known.has(journal.run)) {
      words.push(`run ${journal.run} of ${journal.task} ran, and the scheduler knows nothing of it`);
    }
    for (const start of starts.filter(start => start.parent !== claimed)) {
      words.push(
        `run ${journal.run} was started by process ${start.parent}, and ${claimed === undefined ? 'nobody' : `process ${claimed}`} claimed it`
      );
    }
    return words;
  });
  const ran = new Set(history.journals.filter(journal => linesOf(journal, 'start').length > 0).map(journal => journal.run));
  const never = history.runs
    .filter(run => run.status === 'SUCCESS' && !ran.has(run.id))
    .map(run => `run ${run.id} of ${run.task} is called a success, and its code never started`);
  return [...started, ...never];
}

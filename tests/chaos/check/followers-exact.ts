import type { FaultKind, Following, History, Moment } from '../history/history';
import { journalsByRun, lastLifeOf } from '../history/journal-facts';
import { faultTime } from '../history/overlap';
import { readyTime } from '../history/readiness';

/** Milliseconds in which a scheduler that is ready and not hindered tells of the end of a log: long enough to close the run of a killed supervisor first. */
const PATIENCE = 45_000;
const HINDRANCES: readonly FaultKind[] = ['freeze_scheduler', 'freeze_supervisor', 'freeze_run', 'fill_disk', 'read_only'];

/** Whoever follows a log gets every byte of it once, however often the connection breaks, and is told of its end. */
export function followersExact(history: History): readonly string[] {
  const journals = journalsByRun(history);
  return history.followings.flatMap(following => {
    const file = history.logs.get(following.run) ?? new Uint8Array();
    const journal = journals.get(following.run);
    return [
      ...following.jumps.map(jump => `follower of run ${following.run}: ${jump}`),
      ...difference(following, file),
      ...(journal === undefined ? [] : notTold(history, following, lastLifeOf(journal)))
    ];
  });
}

/** Why it gave up; where its run had ended and somebody could have told, it is not its fault. */
function notTold(history: History, { run, complete, until }: Following, end: Moment): readonly string[] {
  const ready = readyTime(history.schedulers, { from: end, until });
  const over = ready - faultTime(history, { from: end, until }, HINDRANCES) - PATIENCE;
  return complete || over <= 0
    ? []
    : [
        `follower of run ${run} was not told of its end, which was ${seconds(until - end)} s before; a scheduler was ready for ${seconds(ready)} s of them`
      ];
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}

function difference({ run, bytes, complete }: Following, file: Uint8Array): readonly string[] {
  const wrong = bytes.findIndex((byte, place) => byte !== file[place]);
  if (wrong >= 0) {
    return [`follower of run ${run}: byte ${wrong} is not that of the file`];
  }
  return complete && bytes.length < file.length
    ? [`follower of run ${run} was told of the end ${file.length - bytes.length} bytes too early`]
    : [];
}

import type { History, Journal } from '../history/history';
import { linesPrinted, startOf } from '../history/journal-facts';
import { touches } from '../history/overlap';
import { printedLine } from '../history/printed-line';
import { lastLifeOf } from '../history/journal-facts';
import { readNumberedLog, type NumberedLog } from './read-numbered-log';

/** What two pipes of a dead supervisor may have held. */
const PIPES = 2 * 65_536;

/** No log byte is lost that the run had written: each of its numbered lines stands there once and in order. Of a killed supervisor the end may be missing, and on a full disk as much as the log says. */
export function logsWhole(history: History): readonly string[] {
  return history.journals
    .filter(journal => startOf(journal) !== null)
    .flatMap(journal => {
      const log = readNumberedLog(journal.run, history.logs.get(journal.run) ?? new Uint8Array());
      const problem = log.wrong ?? missing(history, journal, log);
      return problem === null ? [] : [`log of run ${journal.run} of ${journal.task}: ${problem}`];
    });
}

function missing(history: History, journal: Journal, log: NumberedLog): string | null {
  const printed = linesPrinted(journal);
  const absent = Array.from({ length: printed }, (_, number) => number).filter(number => !log.numbers.has(number));
  if (absent.length === 0) {
    return null;
  }
  const bytes = absent.reduce((sum, number) => sum + printedLine(journal.run, number).length + 1, 0);
  const words = `${absent.length} of the ${printed} lines that it had written are missing, the first is ${absent[0]} (${bytes} bytes)`;
  if (wasFull(history, journal)) {
    return supervisorKilled(history, journal.run) || bytes <= log.toldLost
      ? null
      : `${words}; the disk was full, and the log tells of ${log.toldLost} lost bytes`;
  }
  const onlyTheEnd = absent[0] === printed - absent.length;
  return supervisorKilled(history, journal.run) && onlyTheEnd && bytes <= PIPES ? null : words;
}

function supervisorKilled(history: History, run: string): boolean {
  return history.faults.some(
    fault => fault.kind.startsWith('kill_') && fault.victims.some(victim => victim.run === run && victim.role === 'supervisor')
  );
}

function wasFull(history: History, journal: Journal): boolean {
  const lifetime = { from: startOf(journal)?.at ?? 0, until: lastLifeOf(journal) };
  return history.faults.some(fault => fault.kind === 'fill_disk' && touches(fault, lifetime));
}

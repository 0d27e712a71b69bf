import type { History, Journal, JournalLine, Moment } from './history';

type LineOf<K extends JournalLine['kind']> = Extract<JournalLine, { readonly kind: K }>;

/** The lines of one kind. */
export function linesOf<K extends JournalLine['kind']>(journal: Journal, kind: K): readonly LineOf<K>[] {
  return journal.lines.filter((line): line is LineOf<K> => line.kind === kind);
}

/** When user code of the run began; null where it never did. */
export function startOf(journal: Journal): LineOf<'start'> | null {
  return linesOf(journal, 'start')[0] ?? null;
}

/** How it said it would end; null where it was ended by somebody else. */
export function endingOf(journal: Journal): LineOf<'ending'> | null {
  return linesOf(journal, 'ending')[0] ?? null;
}

/** Its last sign of life. */
export function lastLifeOf(journal: Journal): Moment {
  return Math.max(...journal.lines.map(line => line.at));
}

/** Lines that it had surely written when it was last heard of. */
export function linesPrinted(journal: Journal): number {
  return Math.max(0, ...linesOf(journal, 'printed').map(line => line.lines));
}

/** Journals by run. */
export function journalsByRun(history: History): ReadonlyMap<string, Journal> {
  return new Map(history.journals.map(journal => [journal.run, journal]));
}

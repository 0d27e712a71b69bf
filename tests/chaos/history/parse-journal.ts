import type { Journal, JournalLine } from './history';

/** Reads a journal; a last line that is still being written is left out. */
export function parseJournal(run: string, text: string): Journal {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = whole
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as JournalLine & { readonly task?: string });
  return { run, task: lines.find(line => line.task !== undefined)?.task ?? '', lines };
}

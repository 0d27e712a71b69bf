import type { ShownConnection, ShownScheduler } from '../tasks-information/shown-state';
import { countText } from '../words/count-text';
import { timeText, type TimeFrame } from '../words/time-text';

/** Numbers of tasks: `failed` of the last execution, whether by failure, time limit or loss. `all` counts each once. */
export type ShownCounts = { readonly running: number; readonly failed: number; readonly invalid: number; readonly all: number };

type Link = { readonly connection: ShownConnection; readonly scheduler: ShownScheduler | null };

/** `3 failed`. */
export function countsText(count: number, word: string): string {
  return `${count.toLocaleString('en-GB')} ${word}`;
}

/** What the numbers mean, and where they are not those of now, why. */
export function countsTooltip(counts: ShownCounts | null, link: Link, frame: TimeFrame): string {
  const reason = staleReason(link, frame);
  return [reason, counts === null ? null : meaning(counts), 'Click to open Tasks information.'].filter(part => part !== null).join('\n');
}

function meaning({ all, running, failed, invalid }: ShownCounts): string {
  return `Of ${countText(all, 'task')}, ${running} ${running === 1 ? 'runs' : 'run'} now, ${failed} failed at the last execution, ${invalid} ${invalid === 1 ? 'has' : 'have'} a wrong definition.`;
}

function staleReason({ connection, scheduler }: Link, frame: TimeFrame): string | null {
  switch (connection.kind) {
    case 'live':
      return null;
    case 'connecting':
      return 'Connecting to the scheduler.';
    case 'reconnecting':
    case 'disconnected': {
      const since = timeText(connection.since, frame);
      if (scheduler?.state === 'stopped') {
        return `${scheduler.reason ?? 'The scheduler is not running.'} State of ${since}.`;
      }
      return connection.kind === 'reconnecting'
        ? `Reconnecting… State of ${since}. Tasks go on.`
        : `No connection since ${since}: the ${scheduler === null ? 'Jupyter server' : 'scheduler'} does not answer. Tasks go on without it.`;
    }
  }
}

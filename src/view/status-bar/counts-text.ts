import type { ShownConnection, ShownScheduler } from '../tasks-information/shown-state';
import { timeText, type TimeFrame } from '../words/time-text';
import type { ITranslation } from '../words/translation';

/** Numbers of tasks: `failed` of the last execution, whether by failure, time limit or loss. `all` counts each once. */
export type ShownCounts = { readonly running: number; readonly failed: number; readonly invalid: number; readonly all: number };

type Link = { readonly connection: ShownConnection; readonly scheduler: ShownScheduler | null };

/** A number as it is written: `1,234`. */
export function numberText(count: number): string {
  return count.toLocaleString('en-GB');
}

/** What the numbers mean, and where they are not those of now, why. */
export function countsTooltip(counts: ShownCounts | null, link: Link, frame: TimeFrame, trans: ITranslation): string {
  const reason = staleReason(link, frame, trans);
  const lines = [reason, counts === null ? null : meaning(counts, trans), trans.__('Click to open Tasks information.')];
  return lines.filter(line => line !== null).join('\n');
}

function meaning({ all, running, failed, invalid }: ShownCounts, trans: ITranslation): string {
  const parts = [
    trans._n('Of %2 task', 'Of %2 tasks', all, numberText(all)),
    trans._n('%2 runs now', '%2 run now', running, numberText(running)),
    trans.__('%1 failed at the last execution', numberText(failed)),
    trans._n('%2 has a wrong definition.', '%2 have a wrong definition.', invalid, numberText(invalid))
  ];
  return parts.join(', ');
}

function staleReason({ connection, scheduler }: Link, frame: TimeFrame, trans: ITranslation): string | null {
  switch (connection.kind) {
    case 'live':
      return null;
    case 'connecting':
      return trans.__('Connecting to the scheduler.');
    case 'logged_out':
      return trans.__('You are no longer logged in to this Jupyter server. State of %1. Tasks go on.', timeText(connection.since, frame));
    case 'reconnecting':
    case 'disconnected': {
      const since = timeText(connection.since, frame);
      if (scheduler?.state === 'stopped' || scheduler?.state === 'refused') {
        return trans.__('%1 State of %2.', scheduler.reason ?? trans.__('The scheduler is not running.'), since);
      }
      if (connection.kind === 'reconnecting') {
        return trans.__('Reconnecting… State of %1. Tasks go on.', since);
      }
      return scheduler === null
        ? trans.__('No connection since %1: the Jupyter server does not answer. Tasks go on without it.', since)
        : trans.__('No connection since %1: the scheduler does not answer. Tasks go on without it.', since);
    }
  }
}

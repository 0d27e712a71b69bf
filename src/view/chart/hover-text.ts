import { formatDuration } from '../../protocol/duration';
import { STATUS_WORDS } from '../words/status-words';
import { dateText } from '../words/time-text';
import type { ChartPoint } from './chart-points';

const LONGEST = 48;

/** What is said of a point: version and start, then who made the version, then how the run ended. */
export function hoverText({ run, start, seconds }: ChartPoint, timeZone: string): string {
  const reason = run.reason === null ? [] : [shorten(run.reason)];
  return [
    `${run.version} · ${dateText(start, timeZone)}`,
    shorten(`${run.commit.subject}, ${run.commit.author}`),
    [STATUS_WORDS[run.status], formatDuration(seconds), ...reason].join(' · ')
  ]
    .map(escapeMarkup)
    .join('<br>');
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Plotly reads a few tags in its texts; a reason has none, and is one line. */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll(/\s+/g, ' ');
}

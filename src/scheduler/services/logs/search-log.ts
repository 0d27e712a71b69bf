import type { LogQuery } from '../../../core/logs/find-in-line';
import { blockOf } from '../../../core/logs/line-starts';
import type { RunId } from '../../../protocol/identity';
import { LOG_BLOCK_BYTES, type LogSearchAnswer } from '../../../protocol/log-lines';
import type { ILogs } from '../../ports';
import { createLineSearch } from './line-search';
import { logParts } from './log-parts';

export type LogSearch = LogQuery & {
  /** Where a line begins. */
  readonly from: number;
  /** The search ends with the line that brings this many matches. */
  readonly limit: number;
  readonly signal: AbortSignal;
};

/** Where words stand in a run’s log, as it is shown: without colours, and without what was overwritten on its line. */
export async function searchLog(logs: ILogs, run: RunId, search: LogSearch): Promise<LogSearchAnswer> {
  const { from, signal } = search;
  const lines = createLineSearch(search);
  const parts = logParts(logs, run, { from: blockOf(from) * LOG_BLOCK_BYTES, to: await logs.size(run), signal });
  for await (const part of parts) {
    lines.add(part);
    if (lines.full()) {
      break;
    }
  }
  return lines.finish();
}

import { blockOf, countLines, startAfter } from '../../../core/logs/line-starts';
import type { RunId } from '../../../protocol/identity';
import { LOG_BLOCK_BYTES, type LogLinesAnswer } from '../../../protocol/log-lines';
import type { ILogs } from '../../ports';
import { logParts } from './log-parts';

/** How many lines begin in each block of the first `to` bytes of a run’s log. */
export async function countLogLines(logs: ILogs, run: RunId, { to, signal }: CountWanted): Promise<LogLinesAnswer> {
  const size = await logs.size(run);
  const end = Math.min(to, size);
  const lines = new Array<number>(Math.ceil(end / LOG_BLOCK_BYTES)).fill(0);
  let begins = true;
  for await (const part of logParts(logs, run, { from: 0, to: end, signal })) {
    const block = blockOf(part.offset);
    lines[block] = (lines[block] ?? 0) + countLines(part);
    begins = startAfter(part) !== 'rest';
  }
  const gap = await logs.gap(run);
  const endsInGap = gap !== null && gap.from < end && gap.to >= end;
  return { size, block_bytes: LOG_BLOCK_BYTES, lines, begins: begins || endsInGap, gap };
}

type CountWanted = { readonly to: number; readonly signal: AbortSignal };

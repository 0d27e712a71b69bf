import { startAfter, type LogPart, type PartStart } from '../../../core/logs/line-starts';
import type { RunId } from '../../../protocol/identity';
import { LOG_BLOCK_BYTES } from '../../../protocol/log-lines';
import type { ILogs } from '../../ports';
import { createBreathing } from '../create-breathing';

/** Which parts of a log are read: from a multiple of a block’s bytes on, until `signal` is aborted. */
export type PartsWanted = { readonly from: number; readonly to: number; readonly signal: AbortSignal };

const CHUNK_BYTES = 8 * LOG_BLOCK_BYTES;

/** The parts of a log, one after another. Others are served meanwhile, and no more than a chunk is in memory. */
export async function* logParts(logs: ILogs, run: RunId, { from, to, signal }: PartsWanted): AsyncGenerator<LogPart> {
  const breathe = createBreathing();
  let at = from;
  let behindGap = from > 0 && (await logs.gap(run))?.to === from;
  let start = behindGap ? 'line' : await startAt(logs, run, from);
  while (at < to && !signal.aborted) {
    const { offset, bytes } = await logs.read(run, at, Math.min(to, at - (at % CHUNK_BYTES) + CHUNK_BYTES));
    if (offset === at && bytes.length === 0) {
      return;
    }
    if (offset > at) {
      behindGap = true;
      start = 'line';
    }
    for (const part of blocksOf(offset, bytes)) {
      const whole: LogPart = { ...part, start, behindGap };
      yield whole;
      start = startAfter(whole);
      behindGap = false;
    }
    at = offset + bytes.length;
    await breathe();
  }
}

async function startAt(logs: ILogs, run: RunId, at: number): Promise<PartStart> {
  if (at === 0) {
    return 'line';
  }
  const before = await logs.read(run, at - LOG_BLOCK_BYTES, at);
  return startAfter(before);
}

function* blocksOf(offset: number, bytes: Uint8Array): Generator<Pick<LogPart, 'offset' | 'bytes'>> {
  let place = 0;
  while (place < bytes.length) {
    const end = place + LOG_BLOCK_BYTES - ((offset + place) % LOG_BLOCK_BYTES);
    yield { offset: offset + place, bytes: bytes.subarray(place, end) };
    place = end;
  }
}

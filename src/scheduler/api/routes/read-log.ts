import { Readable } from 'node:stream';
import { describeLogGap } from '../../../core/text/describe-log-gap';
import type { RunId } from '../../../protocol/identity';
import type { ILogs } from '../../ports';
import type { ByteRange } from '../http/parse-range';

const CHUNK_BYTES = 256 * 1024;
const NEWLINE = 0x0a;

/**
 * Bytes of a log as a stream: the next chunk is read when the one before has been taken. Where bytes were dropped, a line
 * says so if gaps are `told`; else it fails there, as it does where the log became shorter.
 */
export function readLog(logs: ILogs, run: RunId, range: ByteRange & { readonly gaps: 'told' | 'refused' }): Readable {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    let offset = range.from;
    let last = NEWLINE;
    while (offset < range.to) {
      const part = await logs.read(run, offset, Math.min(range.to, offset + CHUNK_BYTES));
      if (part.offset > offset) {
        const gap = range.gaps === 'told' ? await logs.gap(run) : null;
        if (gap === null) {
          throw new Error(`bytes ${offset} to ${part.offset} of the log of run ${run} were dropped`);
        }
        yield Buffer.from(`${last === NEWLINE ? '' : '\n'}${describeLogGap(part.offset - offset, gap.limit)}\n`);
      } else if (part.bytes.length === 0) {
        throw new Error(`the log of run ${run} ended at byte ${offset}, before byte ${range.to}`);
      }
      yield part.bytes;
      last = part.bytes.at(-1) ?? NEWLINE;
      offset = part.offset + part.bytes.length;
    }
  }
  return Readable.from(chunks());
}

import { Readable } from 'node:stream';
import type { RunId } from '../../../protocol/identity';
import type { ILogs } from '../../ports';
import type { ByteRange } from '../http/parse-range';

const CHUNK_BYTES = 256 * 1024;

/** Bytes of a log as a stream: the next chunk is read when the one before has been taken. Fails where the log became shorter. */
export function readLog(logs: ILogs, run: RunId, range: ByteRange): Readable {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    let offset = range.from;
    while (offset < range.to) {
      const bytes = await logs.read(run, offset, Math.min(range.to, offset + CHUNK_BYTES));
      if (bytes.length === 0) {
        throw new Error(`the log of run ${run} ended at byte ${offset}, before byte ${range.to}`);
      }
      yield bytes;
      offset += bytes.length;
    }
  }
  return Readable.from(chunks());
}

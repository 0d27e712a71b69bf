import { randomBytes, randomUUID } from 'node:crypto';
import type { RunId, TaskId } from '../../protocol/identity';
import type { IClock, IIds } from '../ports';

/** Makes ids. Those of runs are UUIDs of version 7 (RFC 9562), strictly growing within this process, so that they sort by time. */
export function createIds(clock: IClock): IIds {
  let last = 0n;
  return {
    newTaskId: () => randomUUID() as TaskId,
    newRunId: () => {
      const fresh = (BigInt(clock.now()) << 12n) | BigInt(randomBytes(2).readUInt16BE() & 0xfff);
      last = fresh > last ? fresh : last + 1n;
      return uuidVersion7(last, randomBytes(8));
    }
  };
}

/** `clockBits`: 48 bits of milliseconds, then 12 bits that order ids of one millisecond. */
function uuidVersion7(clockBits: bigint, random: Buffer): RunId {
  const head = (clockBits >> 12n).toString(16).padStart(12, '0');
  const order = (clockBits & 0xfffn).toString(16).padStart(3, '0');
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80;
  const tail = random.toString('hex');
  return `${head.slice(0, 8)}-${head.slice(8)}-7${order}-${tail.slice(0, 4)}-${tail.slice(4)}` as RunId;
}

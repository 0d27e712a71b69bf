import { randomBytes, randomUUID } from 'node:crypto';
import type { RunId, TaskId } from '../../protocol/identity';
import type { IClock, IIds } from '../ports';

/**
 * Makes ids. Those of runs are UUIDs of version 7 (RFC 9562) that always grow, so that they sort by time: also where the
 * clock is set back, and after a restart with such a clock. `newest` is the last one that was ever given; null: none was.
 */
export function createIds(clock: IClock, newest: RunId | null = null): IIds {
  let last = newest === null ? 0n : clockBits(newest);
  return {
    newTaskId: () => randomUUID() as TaskId,
    newRunId: () => {
      const fresh = (BigInt(clock.now()) << 12n) | BigInt(randomBytes(2).readUInt16BE() & 0xfff);
      last = fresh > last ? fresh : last + 1n;
      return uuidVersion7(last, randomBytes(8));
    }
  };
}

/** The 60 bits that order ids. */
function clockBits(id: RunId): bigint {
  const hex = id.replaceAll('-', '');
  return BigInt(`0x${hex.slice(0, 12)}${hex.slice(13, 16)}`);
}

/** `bits`: 48 bits of milliseconds, then 12 bits that order ids of one millisecond. */
function uuidVersion7(bits: bigint, random: Buffer): RunId {
  const head = (bits >> 12n).toString(16).padStart(12, '0');
  const order = (bits & 0xfffn).toString(16).padStart(3, '0');
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80;
  const tail = random.toString('hex');
  return `${head.slice(0, 8)}-${head.slice(8)}-7${order}-${tail.slice(0, 4)}-${tail.slice(4)}` as RunId;
}

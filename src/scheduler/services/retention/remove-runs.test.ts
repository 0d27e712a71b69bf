import { beforeEach, expect, it } from 'vitest';
import type { RunId } from '../../../protocol/identity';
import { createManualClock, settled } from '../../test-support/manual-clock';
import type { IRetentionStore } from '../../store-port';
import { removeRuns, type Removal } from './remove-runs';

const RUNS = Array.from({ length: 60 }, (_, number) => `r${number}` as RunId);
const [BROKEN, TORN] = [RUNS[3]!, RUNS[40]!];

let calls: string[];
const store: Pick<IRetentionStore, 'markLogsRemoved' | 'deleteRuns'> = {
  markLogsRemoved: runs => calls.push(`mark ${runs.length}`),
  deleteRuns: runs => calls.push(`delete ${[...runs].sort().join(' ')}`)
};

beforeEach(() => {
  calls = [];
});

function removal(remove: (run: RunId) => Promise<void>): Promise<Removal> {
  const leftovers = { names: () => expect.fail('asks for names'), remove: (_: string, run: RunId) => remove(run) };
  return removeRuns({ store: store as IRetentionStore, leftovers, clock: createManualClock() }, RUNS);
}

it('marks all runs first, then removes all folders, and only then deletes the rows', async () => {
  await removal(async run => {
    await settled();
    calls.push(`remove ${run}`);
  });

  expect(calls[0]).toBe('mark 60');
  expect(calls.slice(1, -1).sort()).toEqual(RUNS.map(run => `remove ${run}`).sort());
  expect(calls.at(-1)).toBe(`delete ${[...RUNS].sort().join(' ')}`);
});

it('removes several folders at a time, and never more than 8', async () => {
  let going = 0;
  let most = 0;
  await removal(async () => {
    most = Math.max(most, (going += 1));
    await settled();
    going -= 1;
  });

  expect(most).toBe(8);
});

it('keeps the rows of folders that can’t be removed, and no others', async () => {
  const { gone, fault } = await removal(async run => {
    await settled();
    if (run === BROKEN || run === TORN) {
      throw new Error(`EACCES ${run}`);
    }
  });

  const others = RUNS.filter(run => run !== BROKEN && run !== TORN);
  expect([...gone].sort()).toEqual([...others].sort());
  expect(fault?.message).toBe(`EACCES ${BROKEN}`);
  expect(calls.at(-1)).toBe(`delete ${[...others].sort().join(' ')}`);
});

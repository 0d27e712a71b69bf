import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJoin, joinRuns } from './join-runs';
import { sampleRun, sampleRunningRun } from './test-support/samples';

describe('joinRuns', () => {
  it('has each run once, newest first, as the newest list has it', () => {
    const list = fc.uniqueArray(fc.integer({ min: 0, max: 60 })).map(numbers => numbers.toSorted((one, other) => other - one));
    fc.assert(
      fc.property(list, list, (newest, older) => {
        const joined = joinRuns(
          newest.map(number => sampleRunningRun(number)),
          older.map(number => sampleRun(number))
        );
        const expected = [...new Set([...newest, ...older])].toSorted((one, other) => other - one);
        expect(joined.map(run => run.id)).toEqual(expected.map(number => sampleRun(number).id));
        expect(joined.filter(run => run.status === 'RUNNING')).toHaveLength(newest.length);
      })
    );
  });

  it('stays the same list while both are', () => {
    const join = createJoin();
    const [newest, older] = [[sampleRun(2)], [sampleRun(1)]];
    expect(join(newest, older)).toBe(join(newest, older));
    expect(join([sampleRun(2)], older)).not.toBe(join(newest, older));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchWindows, type TimeWindow } from './match-windows';

describe('windows of time', () => {
  it('are all met where each has a moment of its own', () => {
    const windows = [
      { from: 0, until: 10 },
      { from: 10, until: 20 }
    ];

    expect(matchWindows(windows, [5, 15])).toEqual({ missed: [], extra: [] });
  });

  it('are not met twice by one moment', () => {
    const windows = [
      { from: 0, until: 10 },
      { from: 0, until: 10 }
    ];

    expect(matchWindows(windows, [5]).missed).toHaveLength(1);
  });

  it('take a moment at either end', () => {
    expect(matchWindows([{ from: 3, until: 4 }], [4]).missed).toEqual([]);
    expect(matchWindows([{ from: 4, until: 5 }], [4]).missed).toEqual([]);
  });

  it('leave over what happened when nothing was due', () => {
    expect(matchWindows([{ from: 0, until: 1 }], [0, 2])).toEqual({ missed: [], extra: [2] });
  });

  it('are told where nothing happened in them', () => {
    const late = { from: 7, until: 9 };

    expect(matchWindows([{ from: 0, until: 1 }, late], [0, 10])).toEqual({ missed: [late], extra: [10] });
  });

  it('give a moment to the one that closes first, so that the longer one can still be met', () => {
    const windows = [
      { from: 0, until: 100 },
      { from: 0, until: 10 }
    ];

    expect(matchWindows(windows, [5, 50])).toEqual({ missed: [], extra: [] });
  });

  it('are matched as well as trying everything would', () => {
    const aWindow = fc.record({ from: fc.nat(12), length: fc.nat(6) }).map(({ from, length }) => ({ from, until: from + length }));
    const property = fc.property(fc.array(aWindow, { maxLength: 6 }), fc.array(fc.nat(18), { maxLength: 6 }), (windows, moments) => {
      const { missed, extra } = matchWindows(windows, moments);
      expect(missed).toHaveLength(windows.length - largestMatching(windows, moments));
      expect(extra).toHaveLength(moments.length - (windows.length - missed.length));
    });
    fc.assert(property);
  });
});

/** By trying every choice. */
function largestMatching(windows: readonly TimeWindow[], moments: readonly number[]): number {
  const [first, ...rest] = moments;
  if (first === undefined) {
    return 0;
  }
  const choices = windows
    .filter(window => window.from <= first && first <= window.until)
    .map(window => 1 + largestMatching(windows.toSpliced(windows.indexOf(window), 1), rest));
  return Math.max(largestMatching(windows, rest), ...choices);
}

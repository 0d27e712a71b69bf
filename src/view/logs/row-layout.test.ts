import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SAMPLE_NOW, sampleRun } from '../../client/test-support/samples';
import { anchorKey, anchorOf, logRows } from './log-rows';
import { layRows, remeasure, type MeasuredRows } from './row-layout';
import { shownLog } from './test-support/shown-log';

const lines = (count: number) => shownLog(new Array<string>(count).fill('line'));
const rows = logRows(
  [
    { run: sampleRun(1), log: null },
    { run: sampleRun(2), log: lines(3) },
    { run: sampleRun(3), log: lines(2) }
  ],
  SAMPLE_NOW
);
const NONE: MeasuredRows = new Map();

describe('the layout of rows', () => {
  it('has headings and remarks higher than lines', () => {
    const { top, height } = layRows(rows, NONE);
    expect(Array.from({ length: rows.count + 1 }, (_, row) => top(row))).toEqual([0, 24, 48, 72, 88, 104, 120, 144, 160, 176]);
    expect(height).toBe(176);
  });

  it('finds the row at each pixel, whatever was measured', () => {
    const heights = fc.dictionary(fc.integer({ min: 0, max: rows.count - 1 }).map(String), fc.integer({ min: 10, max: 90 }));
    fc.assert(
      fc.property(heights, fc.nat(400), (drawn, pixel) => {
        const measured = remeasure(
          NONE,
          Object.entries(drawn).map(([row, height]) => ({ anchor: anchorOf(rows, Number(row))!, height }))
        );
        const { top, rowAt, height } = layRows(rows, measured);
        const row = rowAt(pixel);
        expect(top(row)).toBeLessThanOrEqual(pixel);
        expect(pixel < top(row + 1) || row === rows.count - 1).toBe(true);
        expect(top(rows.count)).toBe(height);
        for (const [number, each] of Object.entries(drawn)) {
          expect(top(Number(number) + 1) - top(Number(number))).toBe(each);
        }
      })
    );
  });

  it('of a million lines is made and asked at once', () => {
    const million = logRows([{ run: sampleRun(1), log: { ...lines(0), lines: { ...lines(0).lines, lineCount: 1_000_000 } } }], SAMPLE_NOW);
    const { height, rowAt } = layRows(million, NONE);
    expect([height, rowAt(height - 1), rowAt(8_000_024)]).toEqual([16_000_024, 1_000_000, 500_001]);
  });
});

describe('measured rows', () => {
  it('are bounded, the oldest go', () => {
    const many = logRows([{ run: sampleRun(1), log: lines(3000) }], SAMPLE_NOW);
    const found = Array.from({ length: 2500 }, (_, row) => ({ anchor: anchorOf(many, row)!, height: 40 }));
    const measured = remeasure(NONE, found);
    expect(measured.size).toBe(2000);
    expect(measured.has(anchorKey(found[0]!.anchor))).toBe(false);
    expect(measured.has(anchorKey(found[2499]!.anchor))).toBe(true);
  });

  it('are the same where nothing was found', () => {
    expect(remeasure(NONE, [])).toBe(NONE);
  });
});

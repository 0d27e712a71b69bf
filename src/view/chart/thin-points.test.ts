import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SAMPLE_NOW, sampleRun } from '../../client/test-support/samples';
import type { RunStatus } from '../../protocol/run';
import { chartPoints, type ChartPoint } from './chart-points';
import { thinPoints } from './thin-points';

const MINUTE = 60_000;

/** `count` points, a minute apart, the last one now. */
function pointsOf(count: number, statusOf: (place: number) => RunStatus, durationOf: (place: number) => number): readonly ChartPoint[] {
  const runs = Array.from({ length: count }, (_, place) =>
    sampleRun(place, {
      status: statusOf(place),
      started_at: new Date(SAMPLE_NOW - (count - 1 - place) * MINUTE).toISOString(),
      duration: durationOf(place)
    })
  );
  return chartPoints(runs.toReversed(), SAMPLE_NOW);
}

/** Failures and killed ones among them, a few hundred. */
function mixed(count: number, step: number, every: number): readonly ChartPoint[] {
  return pointsOf(
    count,
    place => (place % every === 0 ? 'FAILURE' : place % every === 1 ? 'KILLED' : 'SUCCESS'),
    place => (place * step) % 101
  );
}

describe('thinPoints', () => {
  it('leaves a few hundred as they are', () => {
    const few = pointsOf(
      600,
      () => 'SUCCESS',
      place => place
    );
    expect(thinPoints(few, null)).toBe(few);
  });

  it('keeps failures, what was stopped, the newest, and the extremes, in the order of time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 601, max: 3000 }), fc.integer({ min: 2, max: 97 }), fc.integer({ min: 7, max: 40 }), (...numbers) => {
        const points = mixed(...numbers);
        const thinned = thinPoints(points, null);
        const kept = new Set(thinned);

        expect(points.filter(point => point.kind !== 'success').every(point => kept.has(point))).toBe(true);
        expect(points.slice(-200).every(point => kept.has(point))).toBe(true);
        const durations = (of: readonly ChartPoint[]) => of.map(point => point.seconds);
        expect(Math.max(...durations(thinned))).toBe(Math.max(...durations(points)));
        expect(Math.min(...durations(thinned))).toBe(Math.min(...durations(points)));
        expect(thinned.every((point, place) => place === 0 || (thinned[place - 1]?.start ?? 0) <= point.start)).toBe(true);
      }),
      { numRuns: 30 }
    );
  });

  it('draws at most a thousand and some of ten thousand', () => {
    const many = pointsOf(
      10_000,
      place => (place % 20 === 0 ? 'FAILURE' : 'SUCCESS'),
      place => (place * 37) % 211
    );
    expect(thinPoints(many, null).length).toBeLessThan(1200);
  });

  it('draws one of the failures that cover each other, where all of ten thousand failed', () => {
    const failing = pointsOf(
      10_000,
      () => 'FAILURE',
      place => 1 + (place % 2)
    );
    const thinned = thinPoints(failing, null);
    expect(thinned.length).toBeLessThan(800);
    expect(thinned.some(point => point.seconds === 1) && thinned.some(point => point.seconds === 2)).toBe(true);
  });

  it('keeps a spike wherever it is', () => {
    for (const spike of [0, 1234, 5000, 9799]) {
      const points = pointsOf(
        10_000,
        () => 'SUCCESS',
        place => (place === spike ? 900 : 10)
      );
      expect(thinPoints(points, null).some(point => point.seconds === 900)).toBe(true);
    }
  });

  it('draws everything of a window that has few, and leaves the rest thin', () => {
    const points = pointsOf(
      10_000,
      () => 'SUCCESS',
      place => place % 7
    );
    const window = { from: points[4000]?.start ?? 0, to: points[4300]?.start ?? 0 };
    const thinned = thinPoints(points, window);
    expect(thinned.filter(point => window.from <= point.start && point.start <= window.to)).toHaveLength(301);
    expect(thinned.length).toBeLessThan(1200);
  });

  it('keeps what runs', () => {
    const [newest, ...rest] = pointsOf(
      1000,
      () => 'SUCCESS',
      () => 5
    ).toReversed();
    const running = { ...newest!, kind: 'running' as const };
    expect(thinPoints([...rest.toReversed(), running], null)).toContain(running);
  });
});

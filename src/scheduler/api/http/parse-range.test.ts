import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRange } from './parse-range';

describe('parseRange', () => {
  it.each([
    ['bytes=0-99', { from: 0, to: 100 }],
    ['bytes=900-', { from: 900, to: 1000 }],
    ['bytes=-10', { from: 990, to: 1000 }],
    ['bytes=-5000', { from: 0, to: 1000 }],
    ['bytes=990-5000', { from: 990, to: 1000 }],
    ['Bytes = 5 - 5', { from: 5, to: 6 }]
  ])('reads %s of 1000 bytes', (header, range) => {
    expect(parseRange(header, 1000)).toEqual({ ok: true, value: range });
  });

  it.each(['bytes=1000-', 'bytes=5-4', 'bytes=-0', 'bytes=-', 'bytes=a-b', 'bytes=0-1,5-6', 'bytes=1e3-', 'bytes='])(
    'refuses %s of 1000 bytes',
    header => {
      const range = parseRange(header, 1000);

      expect(range.ok ? null : range.refusal).toMatchObject({ code: 'range_not_satisfiable', details: { size: 1000 } });
    }
  );

  it('asks for the whole without a header, and where the unit is not bytes', () => {
    expect(parseRange(undefined, 10)).toEqual({ ok: true, value: null });
    expect(parseRange('lines=1-2', 10)).toEqual({ ok: true, value: null });
  });

  it('finds nothing to give of an empty log', () => {
    expect(parseRange('bytes=0-', 0).ok).toBe(false);
    expect(parseRange('bytes=-5', 0).ok).toBe(false);
  });

  it('never leaves the log, whatever is asked', () => {
    fc.assert(
      fc.property(fc.option(fc.nat()), fc.option(fc.nat()), fc.nat(10_000), (first, last, size) => {
        const range = parseRange(`bytes=${first ?? ''}-${last ?? ''}`, size);
        if (range.ok && range.value !== null) {
          expect(range.value.from).toBeGreaterThanOrEqual(0);
          expect(range.value.from).toBeLessThan(range.value.to);
          expect(range.value.to).toBeLessThanOrEqual(size);
        }
      })
    );
  });
});

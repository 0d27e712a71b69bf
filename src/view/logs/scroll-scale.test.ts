import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barHeight, positionAtBar, positionAtTop, type ScrollPosition, type ScrollSize } from './scroll-scale';

const small: ScrollSize = { content: 100_000, screen: 400 };
const huge: ScrollSize = { content: 400_000_000, screen: 400 };
const most = (size: ScrollSize) => ({ bar: barHeight(size) - size.screen, top: size.content - size.screen });

describe('the scroll bar of what browsers can scroll over', () => {
  it('stands where the content does', () => {
    expect(barHeight(small)).toBe(100_000);
    expect(positionAtBar(12_345, { bar: 0, top: 0 }, small)).toEqual({ bar: 12_345, top: 12_345 });
    expect(positionAtTop(1e9, small)).toEqual(most(small));
  });
});

describe('the scroll bar of more than browsers can scroll over', () => {
  it('reaches both ends', () => {
    expect(positionAtBar(0, { bar: 9_000_000, top: 200_000_000 }, huge)).toEqual({ bar: 0, top: 0 });
    expect(positionAtBar(most(huge).bar, { bar: 0, top: 0 }, huge)).toEqual(most(huge));
    expect(positionAtTop(0, huge)).toEqual({ bar: 0, top: 0 });
    expect(positionAtTop(huge.content, huge)).toEqual(most(huge));
  });

  it('stands for the whole where it is dragged', () => {
    const { top } = positionAtBar(most(huge).bar / 2, { bar: 0, top: 0 }, huge);
    expect(top / most(huge).top).toBeCloseTo(0.5);
  });

  it('leaves the bar room to go on, where it would come to an end before the content does', () => {
    const down = positionAtBar(0, { bar: 100, top: 200_000_000 }, huge);
    expect(down.top).toBe(199_999_900);
    expect(down.bar / most(huge).bar).toBeCloseTo(0.5, 1);
    const up = positionAtBar(most(huge).bar, { bar: most(huge).bar - 100, top: 10_000 }, huge);
    expect(up).toEqual({ bar: 800, top: 10_100 });
  });

  it('goes pixel by pixel with a wheel, however far', () => {
    const wheel = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: most(huge).top }), wheel, (begin, steps) => {
        let position: ScrollPosition = positionAtTop(begin, huge);
        for (const step of steps) {
          const bar = Math.max(0, Math.min(most(huge).bar, position.bar + step));
          const moved = bar - position.bar;
          const next = positionAtBar(bar, position, huge);
          expect(next.top).toBeCloseTo(Math.max(0, Math.min(most(huge).top, position.top + moved)), 3);
          expect(next.bar).toBeGreaterThanOrEqual(0);
          expect(next.bar).toBeLessThanOrEqual(most(huge).bar);
          expect(next.bar > 0 || next.top === 0).toBe(true);
          expect(next.bar < most(huge).bar || next.top === most(huge).top).toBe(true);
          position = next;
        }
      })
    );
  });
});

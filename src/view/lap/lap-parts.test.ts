import { describe, expect, it } from 'vitest';
import { sampleOrganisation } from '../../client/test-support/samples';
import { lapParts, largestShares } from './lap-parts';

const { loop } = sampleOrganisation();

describe('lapParts', () => {
  it('tells what is done, what runs, and how far', () => {
    const [first, second] = lapParts({ loop, elapsed: 90, width: 1000 });
    expect(first).toMatchObject({ state: 'done', progress: 0, percent: '25%', tooltip: 'task_1: 1 min, 25% of the lap' });
    expect(second).toMatchObject({ state: 'now', progress: 0.5, percent: '75%' });
  });

  it('leaves out words that do not fit', () => {
    const words = (width: number): readonly string[] => lapParts({ loop, elapsed: null, width }).map(part => part.words);
    expect(words(1000)).toEqual(['name', 'name']);
    expect(words(120)).toEqual(['percent', 'name']);
    expect(words(0)).toEqual(['none', 'none']);
  });

  it('keeps a part that took no time wide enough to hit', () => {
    const shares = loop.shares.map((share, place) => ({ ...share, share: place }));
    expect(lapParts({ loop: { ...loop, shares }, elapsed: null, width: 1000 })[0]?.weight).toBeGreaterThan(0);
  });
});

describe('largestShares', () => {
  it('names the largest first', () => {
    expect(largestShares(loop, 2)).toBe('task_2 75%, task_1 25%');
    expect(largestShares(loop, 1)).toBe('task_2 75%');
  });

  it('leaves out what is next to nothing', () => {
    const shares = loop.shares.map((share, place) => ({ ...share, share: place === 0 ? 0.001 : 0.999 }));
    expect(largestShares({ ...loop, shares }, 2)).toBe('task_2 100%');
    expect(lapParts({ loop: { ...loop, shares }, elapsed: null, width: 1000 })[0]?.percent).toBe('<1%');
  });
});

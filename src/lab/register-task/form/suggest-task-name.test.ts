import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTaskName } from '../../../protocol/identity';
import { suggestTaskName } from './suggest-task-name';

describe('suggestTaskName', () => {
  it('takes the function’s own name where it is free', () => {
    expect(suggestTaskName('train_model', ['other'])).toBe('train_model');
  });

  it('counts on where the name is taken', () => {
    expect(suggestTaskName('fit', ['fit', 'fit_2'])).toBe('fit_3');
  });

  it('drops what a task’s name cannot hold', () => {
    expect(suggestTaskName('__größe', [])).toBe('groe');
    expect(suggestTaskName('数える', [])).toBe('task');
  });

  it('shortens a name of the longest length rather than growing over it', () => {
    const longest = 'f'.repeat(128);
    expect(suggestTaskName(longest, [longest])).toBe(`${'f'.repeat(126)}_2`);
  });

  it('always gives a valid name that is free', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 140 }), fc.array(fc.string({ maxLength: 4 })), (method, others) => {
        const taken = [...others, 'task', method];
        const name = suggestTaskName(method, taken);
        expect(isTaskName(name)).toBe(true);
        expect(taken).not.toContain(name);
      })
    );
  });
});

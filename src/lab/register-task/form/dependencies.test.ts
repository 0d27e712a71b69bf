import { describe, expect, it } from 'vitest';
import { addDependencies, readDependencies } from './dependencies';

describe('readDependencies', () => {
  it.each([
    ['', []],
    ['pandas', ['pandas']],
    ['pandas, requests>=2', ['pandas', 'requests>=2']],
    ['pandas,requests,', ['pandas', 'requests']],
    ['numpy>=2,<3, pandas', ['numpy>=2,<3', 'pandas']],
    ['uvicorn[a,b]==1, x', ['uvicorn[a,b]==1', 'x']],
    ['a\nb\n\na', ['a', 'b']]
  ])('reads %j as %j', (text, expected) => {
    expect(readDependencies(text)).toEqual(expected);
  });
});

describe('addDependencies', () => {
  it('puts what is new behind what stands there', () => {
    expect(addDependencies('numpy>=2,<3', ['pandas', 'numpy>=2,<3'])).toBe('numpy>=2,<3, pandas');
  });
});

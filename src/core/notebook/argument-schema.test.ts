import { describe, expect, it } from 'vitest';
import { argumentFields } from './argument-form';
import { argumentSchema } from './argument-schema';
import { findFunctions } from './find-functions';

describe('argumentSchema', () => {
  it.each([
    ['x', { title: 'x' }],
    ['x: int', { title: 'x', description: 'int', type: ['integer'] }],
    ['x: float = 0.5', { title: 'x', description: 'float', type: ['number'] }],
    ['x=True', { title: 'x', type: ['boolean', 'null'] }],
    ['x: Optional[str] = None', { title: 'x', description: 'Optional[str]', type: ['string', 'null'] }],
    ['x: list[int]', { title: 'x', description: 'list[int]', type: ['array'] }],
    ['x: dict | None', { title: 'x', description: 'dict | None', type: ['object', 'null'] }],
    ["x: Literal['a', 2]", { title: 'x', description: "Literal['a', 2]", enum: ['a', 2] }],
    ["x: Literal['a'] | None", { title: 'x', description: "Literal['a'] | None", enum: ['a', null] }],
    ['x: pd.DataFrame', { title: 'x', description: 'pd.DataFrame' }]
  ])('describes `%s`', (parameter, schema) => {
    expect(
      findFunctions(`def f(${parameter}): pass`)
        .flatMap(fn => argumentFields(fn))
        .map(argumentSchema)
    ).toEqual([schema]);
  });
});

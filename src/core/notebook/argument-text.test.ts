import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../protocol/json';
import { argumentFields, parseArgument, type ArgumentField } from './argument-form';
import { argumentText } from './argument-text';
import { findFunctions } from './find-functions';

function fieldOf(parameter: string): ArgumentField {
  const [field] = findFunctions(`def task(${parameter}): pass`).flatMap(fn => argumentFields(fn));
  if (field === undefined) {
    throw new Error(`no field for ${parameter}`);
  }
  return field;
}

describe('argumentText', () => {
  it.each<[string, Json, string]>([
    ['x: int', 30, '30'],
    ['x: int = 7', 7, '7'],
    ['x: bool', true, 'True'],
    ['x: str', 'plain text', 'plain text'],
    ['x: str', '', '""'],
    ['x: str', '"quoted"', '"\\"quoted\\""'],
    ['x: str | None', 'None', '"None"'],
    ['x: str | None', null, 'None'],
    ['x', '7', '"7"'],
    ['x', 7, '7'],
    ['x: list', [1, 'a'], '[1, a]'],
    ['x: dict', { a: { b: [true, null] } }, '{a: {b: [true, null]}}'],
    ["x: Literal['a', 'b']", 'b', "'b'"],
    ['x: int', 'not a number', '"not a number"']
  ])('shows for `%s` the value %j as %s', (parameter, value, text) => {
    expect(argumentText(fieldOf(parameter), value)).toBe(text);
  });

  it('gives text that reads as the value, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), json => {
        const value = JSON.parse(JSON.stringify(json)) as Json;
        const parsed = parseArgument(fieldOf('x'), argumentText(fieldOf('x'), value));
        fc.pre(parsed.ok);
        expect(parsed).toEqual({ ok: true, value });
      })
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argumentFields, parseArgument, type ArgumentField } from './argument-form';
import { findFunctions } from './find-functions';

function fieldsOf(signature: string): readonly ArgumentField[] {
  return findFunctions(`def task(${signature}): pass`).flatMap(fn => argumentFields(fn));
}

/** What a person's text in the row of the only parameter comes to. */
function parse(parameter: string, text: string): unknown {
  const [field] = fieldsOf(parameter);
  if (field === undefined) {
    throw new Error(`no field for ${parameter}`);
  }
  const parsed = parseArgument(field, text);
  return parsed.ok ? parsed.value : parsed.message;
}

describe('argumentFields', () => {
  it('has a row for each parameter that a task can give', () => {
    expect(fieldsOf('a, /, b: int, *rest, c="x", **others')).toEqual([
      expect.objectContaining({ name: 'b', annotation: 'int', default: null, required: true, kind: 'int', nullable: false }),
      expect.objectContaining({ name: 'c', annotation: null, default: '"x"', required: false, kind: 'str', nullable: true })
    ]);
  });

  it.each([
    ['x', 'json'],
    ['x: int', 'int'],
    ['x: "float"', 'float'],
    ['x: bool', 'bool'],
    ['x: str | None = None', 'str'],
    ['x: None | int = None', 'int'],
    ['x: Optional[float] = None', 'float'],
    ['x: typing.Optional[list[int]] = None', 'json'],
    ['x: dict[str, int]', 'json'],
    ["x: Literal['a', 'b']", 'str'],
    ['x: pd.DataFrame', 'json'],
    ['x: Literal[9007199254740993]', 'json'],
    ["x: Literal['a', B]", 'json'],
    ['x: int = N', 'int'],
    ['x=7', 'int'],
    ['x=-7', 'int'],
    ['x=1.', 'float'],
    ['x=1e-3', 'float'],
    ['x=True', 'bool'],
    ['x=None', 'json'],
    ["x='a'", 'str'],
    ['x="a" "b"', 'expression'],
    ['x=[1, -2, ("a", {"b": None})]', 'json'],
    ['x=b"a"', 'expression'],
    ['x=f"{a}"', 'expression'],
    ['x=[b"a"]', 'expression'],
    ['x=N', 'expression'],
    ['x=N * 2', 'expression'],
    ['x=datetime.now()', 'expression'],
    ['x=lambda y: y', 'expression'],
    ['x: Thing = 7', 'int']
  ])('makes of `%s` a row of kind %s', (parameter, kind) => {
    expect(fieldsOf(parameter).map(field => field.kind)).toEqual([kind]);
  });
});

describe('parseArgument', () => {
  it.each([
    ['x: int', '7', 7],
    ['x: int', ' -1_000 ', -1000],
    ['x: float', '1.', 1],
    ['x: float', '-2.5e3', -2500],
    ['x: bool', 'True', true],
    ['x: bool', 'false', false],
    ['x: str', ' a b', ' a b'],
    ['x: str', '"a\\n"', 'a\n'],
    ['x: str', '7', '7'],
    ['x: str', '', ''],
    ['x: str', 'None', 'None'],
    ['x: str | None', 'None', null],
    ['x: Optional[int] = 3', 'null', null],
    ['x: list', '[1, "a"]', [1, 'a']],
    ['x: list[str]', '- a\n- b\n', ['a', 'b']],
    ['x: tuple', '[a, yes]', ['a', 'yes']],
    ['x: dict', 'a: 1\nb: {c: [2]}', { a: 1, b: { c: [2] } }],
    ['x: list | dict', '{a: 1}', { a: 1 }],
    ['x', '{a: [b]}', { a: ['b'] }],
    ['x', '{not closed', '{not closed'],
    ["x: Literal['a', 'b']", "'b'", 'b'],
    ["x: Literal['a', 'b']", 'b', 'b'],
    ['x: Literal[1, 2, True, None] = 1', '2', 2],
    ['x: Literal[1, 2, True, None] = 1', 'True', true],
    ['x: Literal["a"] | None', 'None', null],
    ['x', '[1, {"a": null}]', [1, { a: null }]],
    ['x', '7', 7],
    ['x', 'plain text', 'plain text'],
    ['x', 'None', null],
    ['x=N', 'M', 'M'],
    ['x=N', '8', 8]
  ])('reads for `%s` the text %j as %j', (parameter, text, value) => {
    expect(parse(parameter, text)).toEqual(value);
  });

  it.each([
    ['x=7', ''],
    ['x=7', '7'],
    ['x: str = "a"', '  '],
    ['x=N * 2', 'N * 2'],
    ['x: int | None = None', 'None']
  ])('leaves `%s` at its default for the text %j', (parameter, text) => {
    expect(parse(parameter, text)).toBeUndefined();
  });

  it.each([
    ['x', ' ', 'x needs a value'],
    ['x: int', '', 'x needs a value'],
    ['x: int', '1.5', 'x takes a whole number'],
    ['x: int', 'seven', 'x takes a whole number'],
    ['x: int', '9007199254740993', 'x takes a whole number'],
    ['x: int', 'None', 'x takes a whole number'],
    ['x: float', 'NaN', 'x takes a number'],
    ['x: float', '0x10', 'x takes a number'],
    ['x: float', '1e999', 'x takes a number'],
    ['x: bool', 'yes', 'x takes true or false'],
    ['x: bool', 'constructor', 'x takes true or false'],
    ['x: list', 'a, b', 'x takes a list'],
    ['x: list', 'null', 'x takes a list'],
    ['x: list', '{a: 1}', 'x takes a list'],
    ['x: list', '[1, 9007199254740993]', 'x takes a list'],
    ['x: list', '[1', 'x takes a list'],
    ['x: dict', '[1]', 'x takes a mapping'],
    ['x: dict', '{day: .nan}', 'x takes a mapping'],
    ["x: Literal['a', 'b']", 'c', "x takes one of 'a', 'b'"],
    ["x: Literal['a', 'b']", '', 'x needs a value'],
    ['x', '{"id": [9223372036854775808]}', "can't be kept exactly"]
  ])('refuses for `%s` the text %j', (parameter, text, message) => {
    expect(parse(parameter, text)).toContain(message);
  });

  it.each(['Literal[9007199254740993]', "Literal['a', B]", 'Literal[]', 'list[Literal[1]]'])('offers no choice for `x: %s`', annotation => {
    expect(fieldsOf(`x: ${annotation}`).map(field => field.choices)).toEqual([null]);
  });

  it('gives back every JSON value that was written into an untyped row', () => {
    fc.assert(
      fc.property(fc.json(), json => {
        fc.pre(!/(?<![\d.])\d{16,}(?![\d.])/.test(json));

        expect(parse('x', json)).toEqual(JSON.parse(json));
      })
    );
  });

  it('takes every whole number that can be kept exactly', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), value => {
        expect(parse('x: int', `${value}`)).toBe(value);
      })
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFunctions } from './find-functions';
import type { Parameter, ParameterKind } from './notebook';

const NAMES = ['a', 'count', 'données', 'x1', '_y', 'item_id', 'Z'];
const ANNOTATIONS = ['int', 'dict[str, list[int]]', '"pd.DataFrame"', 'Callable[[int], str]', 'int | None', "Literal['a, b']"];
const DEFAULTS = [
  '1',
  '1.',
  '-2.5e3',
  'None',
  '"a, b=1)"',
  '[1, (2, 3)]',
  '{"k": [1]}',
  'lambda x, y=1: (x, y)',
  'N * 2',
  'f(a, b=2)',
  '"""t"""',
  'x[1:2]'
];
const SEPARATORS = [', ', ',\n    ', ',  # why, not\n  '];

/** Parameters in an order that Python allows, and how they are written. */
const signature = fc
  .record({
    names: fc.shuffledSubarray(NAMES),
    kinds: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 7, maxLength: 7 }),
    annotations: fc.array(fc.option(fc.constantFrom(...ANNOTATIONS)), { minLength: 7, maxLength: 7 }),
    defaults: fc.array(fc.option(fc.constantFrom(...DEFAULTS)), { minLength: 7, maxLength: 7 }),
    rest: fc.boolean(),
    keywordRest: fc.boolean(),
    separator: fc.constantFrom(...SEPARATORS)
  })
  .map(({ names, kinds, annotations, defaults, rest, keywordRest, separator }) => {
    const order: readonly ParameterKind[] = ['positional_only', 'standard', 'keyword_only'];
    const sorted = kinds.slice(0, names.length).toSorted();
    const parameters = names.map((name, index): Parameter => {
      const kind = order[sorted[index] ?? 0] ?? 'standard';
      return { name, kind, annotation: annotations[index] ?? null, default: defaults[index] ?? null };
    });
    const all: readonly Parameter[] = [
      ...parameters.filter(({ kind }) => kind !== 'keyword_only'),
      ...(rest ? [{ name: 'rest', kind: 'rest', annotation: 'int', default: null } as const] : []),
      ...parameters.filter(({ kind }) => kind === 'keyword_only'),
      ...(keywordRest ? [{ name: 'others', kind: 'keyword_rest', annotation: null, default: null } as const] : [])
    ];
    return { parameters: all, text: write(all).join(separator) };
  });

function write(parameters: readonly Parameter[]): readonly string[] {
  const positional = parameters.findLastIndex(({ kind }) => kind === 'positional_only');
  const bare = parameters.some(({ kind }) => kind === 'rest') ? -1 : parameters.findIndex(({ kind }) => kind === 'keyword_only');
  return parameters.flatMap((parameter, index) => [
    ...(index === bare ? ['*'] : []),
    writeOne(parameter),
    ...(index === positional ? ['/'] : [])
  ]);
}

function writeOne({ name, kind, annotation, default: value }: Parameter): string {
  const stars = kind === 'rest' ? '*' : kind === 'keyword_rest' ? '**' : '';
  return `${stars}${name}${annotation === null ? '' : `: ${annotation}`}${value === null ? '' : ` = ${value}`}`;
}

const definition = fc.record({
  name: fc.constantFrom('task', 'train_model', 'größe'),
  signature,
  async: fc.boolean(),
  decorators: fc.array(fc.constantFrom('@cache', '@tool(1, key="def x(): pass")\n'), { maxLength: 2 }),
  guard: fc.constantFrom('', 'if x:', 'with y as z:', 'for i in j:', 'try:')
});
const filler = fc.constantFrom(
  '',
  'x = 1',
  '!ls (',
  "'''\ndef phantom(): pass\n'''",
  '# def phantom(): pass',
  'class A:\n    def method(self): pass',
  'y = lambda q: q'
);

/** A cell from definitions and other statements, and what must be found in it. */
const cell = fc.array(fc.tuple(filler, definition), { maxLength: 5 }).map(parts => {
  const lines: string[] = [];
  const expected = parts.map(([between, each]) => {
    const indent = each.guard === '' ? '' : '    ';
    lines.push(...between.split('\n'), ...(each.guard === '' ? [] : [each.guard]));
    lines.push(...each.decorators.flatMap(decorator => decorator.split('\n').map(line => indent + line)));
    const line = lines.length + 1;
    lines.push(
      ...`${indent}${each.async ? 'async ' : ''}def ${each.name}(${each.signature.text}) -> int:`.split('\n'),
      `${indent}    def inner(): pass`
    );
    lines.push(...(each.guard === 'try:' ? ['finally:', '    pass'] : []));
    return { name: each.name, parameters: each.signature.parameters, async: each.async, line, topLevel: each.guard === '' };
  });
  return { source: lines.join('\n'), expected };
});

describe('findFunctions', () => {
  it('finds every function of a cell as it was written', () => {
    fc.assert(
      fc.property(cell, ({ source, expected }) => {
        expect(findFunctions(source)).toEqual(expected);
      }),
      { numRuns: 300 }
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(fc.constantFrom('def ', 'f', '(', ')', ':', '\n', ' ', '@', 'async ', '*', '/', '=', 'if x:'))
            .map(parts => parts.join(''))
        ),
        source => {
          expect(Array.isArray(findFunctions(source))).toBe(true);
        }
      )
    );
  });

  it('normalises names as Python does', () => {
    const [found] = findFunctions('def ﬁt(ﬂow): pass');

    expect(found?.name).toBe('fit');
    expect(found?.parameters[0]?.name).toBe('flow');
  });

  it('finds several definitions of one name, in order', () => {
    const found = findFunctions('def f(a): pass\ndef f(b): pass');

    expect(found.map(({ line, parameters }) => [line, parameters[0]?.name])).toEqual([
      [1, 'a'],
      [2, 'b']
    ]);
  });

  it('finds the functions under a cell magic that runs its body in the notebook, and no others', () => {
    expect(findFunctions('%%time\ndef f(): pass')).toMatchObject([{ name: 'f', line: 2 }]);
    expect(findFunctions('%%writefile a.py\ndef f(): pass')).toEqual([]);
  });

  it('finds none in a call, a class or another function', () => {
    expect(findFunctions('class A:\n  def m(self): pass\nf(lambda x: x)')).toEqual([]);
  });
});

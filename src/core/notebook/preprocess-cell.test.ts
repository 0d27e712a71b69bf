import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preprocessCell } from './preprocess-cell';

/** Lines that Python takes as they are, each a whole statement. */
const PLAIN = [
  'x = 1',
  'x %= 3',
  'x = 5 % 3',
  'print("what?")',
  '# why?',
  "t = '''\n%time x\n'''",
  "s = '''\n%not magic\n!no\nno?\n'''",
  't = (1,\n%s)'.replace('%s', '2'),
  'v = 1 + \\\n  2',
  "w = f'{x!r}'",
  "e = r'\\'",
  'assert x != 3',
  'def f(a, b=2):\n    return a % b',
  'class A:\n    pass',
  '',
  '@d\nasync def g():\n    await h()'
];
const COMMANDS = [
  '!ls',
  '%matplotlib inline',
  'q = !ls',
  'a, b = %env',
  'foo?',
  '?foo',
  '%%time',
  '%time x = 1',
  '!ls \\\n  -l',
  '%%bash',
  '%%capture c'
];
const PROMPTS = ['>>> x', '... y', 'In [1]: z', '   ...: k', '\uFEFFm', '\tn', '   o', 'p = "', "'''", 'f(', '\\', '\r', ')'];

const plainCell = fc.array(fc.constantFrom(...PLAIN), { maxLength: 8 }).map(lines => lines.join('\n'));
const anyCell = fc
  .array(fc.constantFrom(...PLAIN, ...COMMANDS, ...PROMPTS), { maxLength: 12 })
  .chain(lines => fc.constantFrom('\n', '\r\n', '\r').map(end => lines.join(end)));

function lineCount(text: string): number {
  return text.split(/\r\n|\r|\n/).length;
}

describe('preprocessCell', () => {
  it('leaves plain Python as it is', () => {
    fc.assert(
      fc.property(plainCell, source => {
        expect(preprocessCell(source)).toEqual({ python: source, ipython: false, bodyIsPython: true });
      })
    );
  });

  it('keeps the number of lines of anything', () => {
    fc.assert(
      fc.property(fc.oneof(anyCell, fc.string({ unit: 'binary' })), source => {
        expect(preprocessCell(source).python.split('\n')).toHaveLength(lineCount(source));
      })
    );
  });

  it('finds nothing left to do in its own output', () => {
    const commands = fc.array(fc.constantFrom(...PLAIN, ...COMMANDS), { maxLength: 10 }).map(lines => lines.join('\n'));
    fc.assert(
      fc.property(commands, source => {
        const { python } = preprocessCell(source);

        expect(preprocessCell(python).python).toBe(python);
      })
    );
  });

  it('calls every cell with a command in a statement of its own IPython', () => {
    fc.assert(
      fc.property(plainCell, fc.constantFrom(...COMMANDS), plainCell, (before, command, after) => {
        expect(preprocessCell([before, command, after].join('\n')).ipython).toBe(true);
      })
    );
  });

  it.each([
    ['a byte-order mark', '\uFEFFx = 1', 'x = 1'],
    ['carriage returns', 'a\r\nb\rc', 'a\nb\nc'],
    ['an indented cell', '\n    a\n    if b:\n        c\n  # d', '\na\nif b:\n    c\n  # d'],
    ['Python prompts', '>>> a = [\n... 1]\n>>>\nb', 'a = [\n1]\n\nb'],
    ['output between Python prompts', '>>> a\n  1  \n>>> b', 'a\n  1  \nb'],
    ['indented Python prompts', '    >>> if a:\n    ...     b', 'if a:\n    b'],
    ['IPython prompts', 'In [12]: if a:\n    ...:     b', 'if a:\n    b'],
    ['an ellipsis that is no prompt', 'def f():\n    ...\n', 'def f():\n    ...\n']
  ])('reads a cell with %s', (_, source, python) => {
    expect(preprocessCell(source)).toEqual({ python, ipython: false, bodyIsPython: true });
  });

  it.each([
    ['!pip install x', 'pass'],
    ['if a:\n    !ls\n    b = 1', 'if a:\n    pass\n    b = 1'],
    ['%matplotlib inline', 'pass'],
    ['?x', 'pass'],
    ['x.y??', 'pass'],
    ['%time?', 'pass'],
    ['x = y?', 'pass'],
    [',f a b', 'pass'],
    ['!ls \\\n  ( \\\n  "\nx', 'pass\n\n\nx'],
    ['x = !ls "', 'x = None'],
    ['a, b["k"] = %env HOME', 'a, b["k"] = None'],
    ['(a,\n b) = !ls \\\n -l\nc', '(a,\n b) = None\n\nc'],
    ['%time x = f(1)', 'x = f(1)'],
    ['    %time x = f(1)\n    y', 'x = f(1)\ny'],
    ['%time x = f(\n  1)', 'x = f(\n  1)'],
    ['%prun -l 5 -s cumulative x = f(1)', 'x = f(1)'],
    ['%time !ls', 'pass'],
    ['%time', 'pass'],
    ['%timeit x = 1', 'pass'],
    ['# first\n%%time\nx', '# first\npass\nx']
  ])('makes Python of the command in %j', (source, python) => {
    expect(preprocessCell(source)).toEqual({ python, ipython: true, bodyIsPython: true });
  });

  it.each([
    ['\n%%time\nx = 1', '\n\nx = 1'],
    ['%%capture --no-stderr out\nx = 1', 'out = None\nx = 1'],
    ['%%time\n\n%%capture\n  x = !ls', '\n\n\nx = None'],
    ['%%time?\nx', 'pass\nx']
  ])('looks under the cell magic of %j', (source, python) => {
    expect(preprocessCell(source)).toEqual({ python, ipython: true, bodyIsPython: true });
  });

  it.each([
    ['%%bash\ndef f():\n', '\n\n'],
    ['%%timeit\nx = 1', '\n'],
    ['%%capture out\n%%writefile a.py\ndef f(): pass', 'out = None\n\n']
  ])('leaves out the body of %j', (source, python) => {
    expect(preprocessCell(source)).toEqual({ python, ipython: true, bodyIsPython: false });
  });

  it('gives a cell that asks for the shell to IPython', () => {
    expect(preprocessCell('get_ipython().run_line_magic("time", "x")').ipython).toBe(true);
  });

  it('reads very long lines in linear time', () => {
    const source = `x = "${'a'.repeat(500_000)}"\n${'b'.repeat(500_000)}?`;

    expect(preprocessCell(source).python.split('\n')[1]).toBe('pass');
  }, 10_000);
});

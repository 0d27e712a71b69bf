import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../protocol/json';
import { TaskDefinitionSchema, type TaskDefinition } from '../../protocol/task-definition';
import { parseDefinitionFile } from './parse-definition-file';
import { spliceTask } from './splice-task';

const DEFINITION: TaskDefinition = { notebook: 'n.ipynb', method: 'f' };

function splice(text: string | null, definition: TaskDefinition = DEFINITION, name = 'new') {
  return spliceTask(text, { codops: 'debr', name, definition });
}

/** The text after a splice that must succeed. */
function spliced(text: string | null, definition?: TaskDefinition): string {
  const result = splice(text, definition);
  if (!result.ok) {
    throw new Error(result.message);
  }
  return result.text;
}

function refused(text: string | null, definition?: TaskDefinition, name?: string): string {
  const result = splice(text, definition, name);
  return result.ok ? `accepted:\n${result.text}` : result.message;
}

describe('spliceTask on what stands in the file', () => {
  it('makes a new file', () => {
    expect(spliced(null)).toBe('codops: debr\ntasks:\n  new:\n    notebook: n.ipynb\n    method: f\n');
  });

  it.each([
    ['an empty file', '', 'codops: debr\ntasks:\n  new:\n    notebook: n.ipynb\n    method: f\n'],
    ['comments alone', '# ours\n', '# ours\ncodops: debr\ntasks:\n  new:\n    notebook: n.ipynb\n    method: f\n'],
    ['comments without a last line break', '# ours', '# ours\ncodops: debr\ntasks:\n  new:\n    notebook: n.ipynb\n    method: f\n'],
    [
      'document markers alone',
      '---\n# ours\n...\n',
      '---\n# ours\ncodops: debr\ntasks:\n  new:\n    notebook: n.ipynb\n    method: f\n...\n'
    ],
    ['no tasks', 'codops: debr # us\n', 'codops: debr # us\ntasks:\n  new:\n    notebook: n.ipynb\n    method: f\n'],
    ['no tasks and no last line break', 'codops: debr', 'codops: debr\ntasks:\n  new:\n    notebook: n.ipynb\n    method: f\n'],
    [
      'no tasks before an end marker',
      'codops: debr\n...\n# end\n',
      'codops: debr\ntasks:\n  new:\n    notebook: n.ipynb\n    method: f\n...\n# end\n'
    ],
    ['no tasks in an indented map', '  codops: debr\n', '  codops: debr\n  tasks:\n    new:\n      notebook: n.ipynb\n      method: f\n'],
    [
      'tasks left empty',
      'tasks: # none yet\ncodops: debr\n',
      'tasks: # none yet\n  new:\n    notebook: n.ipynb\n    method: f\ncodops: debr\n'
    ],
    [
      'tasks left empty, with a comment',
      'codops: debr\ntasks:\n  # soon\n\n# end\n',
      'codops: debr\ntasks:\n  # soon\n  new:\n    notebook: n.ipynb\n    method: f\n\n# end\n'
    ],
    ['tasks left empty at the end', 'codops: debr\ntasks:', 'codops: debr\ntasks:\n  new:\n    notebook: n.ipynb\n    method: f\n'],
    [
      'a list of requirements alone',
      'codops: debr\ntasks:\n  dependencies:\n  - numpy\n',
      'codops: debr\ntasks:\n  dependencies:\n  - numpy\n  new:\n    notebook: n.ipynb\n    method: f\n'
    ],
    ['an empty map in braces', 'codops: debr\ntasks: {} # none\n', 'codops: debr\ntasks: {new: {notebook: n.ipynb, method: f}} # none\n'],
    ['a file in braces', '{codops: debr}', '{codops: debr, tasks: {new: {notebook: n.ipynb, method: f}}}'],
    ['a file in braces with a comma at the end', '{codops: debr,}', '{codops: debr, tasks: {new: {notebook: n.ipynb, method: f}}}'],
    ['a byte order mark', '\uFEFFcodops: debr\n', '\uFEFFcodops: debr\ntasks:\n  new:\n    notebook: n.ipynb\n    method: f\n'],
    ['CRLF line breaks', 'codops: debr\r\ntasks:\r\n', 'codops: debr\r\ntasks:\r\n  new:\r\n    notebook: n.ipynb\r\n    method: f\r\n']
  ])('extends %s', (_, before, after) => {
    expect(spliced(before)).toBe(after);
  });

  it('indents as its siblings do, after the comments that belong to the last one', () => {
    const before = `codops: debr
tasks:
    first:
       notebook: 'a.ipynb'   # quoted
       method: f
       # a note on first
    # method: old
# of the file
x-last: 1
`;
    expect(spliced(before)).toBe(before.replace('# of the file', '    new:\n       notebook: n.ipynb\n       method: f\n# of the file'));
  });

  it('leaves a blank line where its siblings have one', () => {
    const before =
      'codops: debr\ntasks:\n  a:\n    notebook: n.ipynb\n    method: f\n\n  # second\n  b:\n    notebook: n.ipynb\n    method: g';
    expect(spliced(before)).toBe(`${before}\n\n  new:\n    notebook: n.ipynb\n    method: f\n`);
  });

  it.each([
    ['{a: {notebook: n.ipynb, method: f}}', '{a: {notebook: n.ipynb, method: f}, new: {notebook: n.ipynb, method: f}}'],
    [
      '{\n  a: {notebook: n.ipynb, method: f} # one\n  }',
      '{\n  a: {notebook: n.ipynb, method: f},\n  new: {notebook: n.ipynb, method: f} # one\n  }'
    ],
    [
      '{\n  a: {notebook: n.ipynb, method: f}, # one\n  }',
      '{\n  a: {notebook: n.ipynb, method: f}, # one\n  new: {notebook: n.ipynb, method: f}\n  }'
    ],
    [
      '{\n  a: {notebook: n.ipynb, method: f} # a, b\n  , }',
      '{\n  a: {notebook: n.ipynb, method: f} # a, b\n  ,\n  new: {notebook: n.ipynb, method: f} }'
    ],
    ['{ # none\n  }', '{ # none\n  new: {notebook: n.ipynb, method: f}}']
  ])('extends tasks in braces: %j', (before, after) => {
    expect(spliced(`codops: debr\ntasks: ${before}\n`)).toBe(`codops: debr\ntasks: ${after}\n`);
  });

  it('keeps anchors, merge keys, block texts and quoting as they are', () => {
    const before = `x-common: &common
  executor: "python"
codops: 'debr'
tasks:
  a:
    <<: *common
    notebook: a.ipynb
    method: f
    description: >-
      two
      lines


  b: {<<: *common, notebook: b.ipynb, method: "g"}
  c: &c
    notebook: c.ipynb
    method: h
    description: |+
      kept


`;
    expect(spliced(before)).toBe(`${before}  new:\n    notebook: n.ipynb\n    method: f\n`);
  });

  it('tells the added lines with their numbers', () => {
    expect(splice('codops: debr\ntasks:\n  a: {notebook: n.ipynb, method: f}\n# end\n')).toMatchObject({
      added: [
        { line: 4, text: '  new:' },
        { line: 5, text: '    notebook: n.ipynb' },
        { line: 6, text: '    method: f' }
      ]
    });
    expect(splice('codops: debr\r\ntasks:')).toMatchObject({
      added: [{ line: 3, text: '  new:' }, { line: 4 }, { line: 5, text: '    method: f' }]
    });
    expect(splice('codops: debr\ntasks: {}')).toMatchObject({ added: [{ line: 2, text: 'tasks: {new: {notebook: n.ipynb, method: f}}' }] });
  });
});

describe('spliceTask on the new task', () => {
  const FULL: TaskDefinition = {
    description: 'Trains: daily # really',
    disabled: false,
    retries: { limit: 2, delay: '30s' },
    overlap: 'skip',
    missed: 'none',
    timezone: 'Europe/Berlin',
    schedule: ['0 6 * * *', '0 18 * * 1-5'],
    dependencies: ['httpx==0.27.2', 'numpy>=2,<3'],
    args: {
      days: 7,
      country: 'no',
      empty: {},
      none: null,
      list: ['a', 'b'],
      nested: { deep: { deeper: 'x'.repeat(60), list: [{ a: 1, text: 'y'.repeat(90) }, [['z'.repeat(90)]]] } }
    },
    timeout: '10m',
    loop: 'metadata',
    executor: 'python',
    cells: 'all',
    full_notebook: true,
    method: 'train',
    notebook: 'notebooks/größe 1.ipynb'
  };

  it('writes every field in the order of the format, in quotes only where needed', () => {
    expect(spliced(null, FULL)).toBe(`codops: debr
tasks:
  new:
    notebook: notebooks/größe 1.ipynb
    method: train
    full_notebook: true
    cells: all
    executor: python
    loop: metadata
    timeout: 10m
    args:
      days: 7
      country: "no"
      empty: {}
      none: null
      list: [a, b]
      nested:
        deep:
          deeper: ${'x'.repeat(60)}
          list:
            - a: 1
              text: ${'y'.repeat(90)}
            - - - ${'z'.repeat(90)}
    dependencies: [httpx==0.27.2, "numpy>=2,<3"]
    schedule: ["0 6 * * *", "0 18 * * 1-5"]
    timezone: Europe/Berlin
    missed: none
    overlap: skip
    retries: {limit: 2, delay: 30s}
    disabled: false
    description: "Trains: daily # really"
`);
  });

  it('knows every field of the format', () => {
    expect(Object.keys(FULL).sort()).toEqual(Object.keys(TaskDefinitionSchema.properties).sort());
  });

  it('leaves out fields that are undefined', () => {
    expect(spliced(null, { ...DEFINITION, timeout: undefined })).not.toContain('timeout');
  });
});

describe('spliceTask refuses', () => {
  it.each([
    [
      'a name that is taken',
      'codops: debr\ntasks: {new: {notebook: n.ipynb, method: f}}',
      'the file already has a task "new"; choose another name'
    ],
    ['a file of another organisation', 'codops: sesr\n', 'the file defines tasks of sesr, not of debr; choose another file'],
    ['a file that is no YAML', 'codops: [', /^the file has a mistake in line 1, column \d+: .*; correct it first$/],
    [
      'a file with a mistake in another task',
      'codops: debr\ntasks:\n  a: {}',
      /^the file has a mistake in line 3, column 3: task "a" has no notebook.*; correct it first$/
    ],
    ['a list', '- a', /^the file has a mistake in line 1, column 1: the file holds a list/],
    [
      'tasks that are an explicit null',
      'codops: debr\ntasks: ~\n',
      '`tasks` is an alias or an explicit null; add the task to the file by hand, under tasks:'
    ],
    [
      'tasks that are an alias',
      'x-a: &a {}\ncodops: debr\ntasks: *a\n',
      '`tasks` is an alias or an explicit null; add the task to the file by hand, under tasks:'
    ]
  ])('%s', (_, text, message) => {
    expect(refused(text)).toMatch(message);
  });

  it.each(['', 'a b', 'dependencies', 'x-mine', '__proto__', 'a'.repeat(129)])('the name %j', name => {
    expect(refused(null, DEFINITION, name)).toMatch(/is no name for a task/);
  });

  it('an organisation that cannot be', () => {
    expect(spliceTask(null, { codops: 'metadata', name: 'a', definition: DEFINITION })).toMatchObject({ ok: false });
  });

  it('a definition that would be wrong, and says why', () => {
    expect(refused(null, { ...DEFINITION, notebook: '/n.ipynb' })).toMatch(
      /^with this task the file would have a mistake: notebook is an absolute path/
    );
    expect(refused(null, { ...DEFINITION, args: { a: Number.NaN } })).toMatch(/by hand/);
  });
});

describe('spliceTask for anything', () => {
  const args = fc
    .dictionary(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.oneof(
        fc.jsonValue({ maxDepth: 8, stringUnit: 'binary' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom(
          'yes',
          'null',
          '1e3',
          '0x1f',
          '~',
          '<<',
          '2024-01-01',
          ' a',
          'a ',
          'a: b',
          'a #b',
          '- a',
          '...',
          '---',
          '\u2028',
          '\u0085',
          '\ud800',
          '1:30',
          '.5',
          '='
        )
      ),
      {
        noNullPrototype: true
      }
    )
    .map(raw => parseJson(JSON.stringify(raw)) as NonNullable<TaskDefinition['args']>);

  it('writes any JSON arguments so that they are read back exactly', () => {
    fc.assert(
      fc.property(args, fc.boolean(), (value, inBraces) => {
        const text = spliced(inBraces ? 'codops: debr\ntasks: {}' : null, { ...DEFINITION, args: value });
        expect(parseDefinitionFile('f', text).tasks[0]?.definition?.args).toStrictEqual(value);
      }),
      { numRuns: 1000 }
    );
  });

  it('writes arguments of edge sizes', () => {
    const deep = Array.from({ length: 90 }).reduce<unknown>(inner => ({ a: inner, b: [inner === null ? 'x'.repeat(100) : 1] }), null);
    const value = {
      ['k'.repeat(2000)]: { ['"'.repeat(1500)]: ['x'.repeat(5000)] },
      deep,
      '-0': -0,
      tiny: 5e-324,
      huge: 1.7976931348623157e308,
      big: 2 ** 60,
      safe: 2 ** 53 - 1
    } as TaskDefinition['args'];
    expect(parseDefinitionFile('f', spliced(null, { ...DEFINITION, args: value })).tasks[0]?.definition?.args).toStrictEqual(value);
    expect(spliced('codops: debr\ntasks: {}', { ...DEFINITION, args: { ['k'.repeat(2000)]: 1 } })).toContain('? kkk');
  });

  it('refuses arguments that are too deep to be read', () => {
    const deep = Array.from({ length: 120 }).reduce<unknown>(inner => [inner], 1) as never;
    expect(refused(null, { ...DEFINITION, args: { deep } })).toMatch(/nested more than 100 levels deep/);
  });

  it('only inserts, into any good file', () => {
    const comment = fc.constantFrom('', ' # note', ' #');
    const between = fc.constantFrom('', '\n', '# note\n', '  # note\n', '\n\n    # note\n');
    const fields = fc.constantFrom(
      '\n    notebook: n.ipynb\n    method: f',
      ' {notebook: n.ipynb, method: f}',
      '\n      notebook: "n.ipynb"\n      method: f\n      args:\n          a: [1,\n            2]',
      '\n    notebook: n.ipynb\n    method: f\n    description: |+\n      text\n\n',
      '\n    notebook: n.ipynb\n    method: f\n    description: >-\n      text\n      more',
      '\n    notebook: n.ipynb\n    method: f\n    dependencies:\n    - a\n    - b',
      '\n    notebook: n.ipynb\n    ? method\n    : f',
      ' &anchor\n    notebook: n.ipynb\n    method: f',
      '\n    notebook: n.ipynb\n    method: f\n    args: {a: "x\n      y"}'
    );
    const task = fc
      .tuple(between, fc.constantFrom('a', 'b', '"c"', "'d'"), fields, comment)
      .map(([before, name, body, after]) => ({ name, text: `${before}  ${name}:${body}${after}\n` }));
    const head = fc.constantFrom(
      'codops: debr\n',
      '# top\ncodops: debr\nx-a: [1]\n',
      '---\ncodops: debr\n',
      '%YAML 1.2\n---\ncodops: debr\n'
    );
    const foot = fc.constantFrom('', '\n', '# end\n', 'x-z: 1\n', '...\n', '  # end\n\n# end', '\n\n');
    const files = fc
      .tuple(head, between, fc.uniqueArray(task, { selector: ({ name }) => name, maxLength: 3 }), foot, fc.boolean())
      .map(([top, gap, tasks, end, windows]) => {
        const text = `${top}${gap}tasks:\n${tasks.map(one => one.text).join('')}${end}`;
        return windows ? text.replaceAll('\n', '\r\n') : text;
      });
    let done = 0;
    fc.assert(
      fc.property(files, text => {
        const before = parseDefinitionFile('f', text);
        fc.pre(before.problems.length === 0 && before.tasks.every(({ problems }) => problems.length === 0));
        const after = spliced(text);
        const added = after.length - text.length;
        const at = [...Array(text.length + 1).keys()].find(
          offset => text.slice(0, offset) + after.slice(offset, offset + added) + text.slice(offset) === after
        );
        expect(at).toBeDefined();
        const tasks = parseDefinitionFile('f', after).tasks;
        expect(tasks.map(one => [one.name, one.definition])).toEqual([
          ...before.tasks.map(one => [one.name, one.definition]),
          ['new', DEFINITION]
        ]);
        expect(after.includes('\r\n') && /[^\r]\n/.test(after)).toBe(false);
        done += 1;
      }),
      { numRuns: 1500 }
    );
    expect(done).toBeGreaterThan(500);
  });

  it('extends a file that it has extended before', () => {
    let text: string | null = null;
    for (let index = 0; index < 20; index += 1) {
      const result = spliceTask(text, { codops: 'debr', name: `t${index}`, definition: DEFINITION });
      text = result.ok ? result.text : null;
    }
    expect(parseDefinitionFile('f', text ?? '').tasks.map(({ name }) => name)).toHaveLength(20);
  });
});

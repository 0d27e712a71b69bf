import { describe, expect, it } from 'vitest';
import type { TaskDefinition } from '../../protocol/task-definition';
import { editTask, type EditedText } from './edit-task';
import { parseDefinitionFile } from './parse-definition-file';

type Fields = Readonly<Record<string, unknown>>;

/** Changes fields of the first task; undefined takes one out. */
function edit(text: string, change: Fields, newName?: string): EditedText {
  const { codops, tasks } = parseDefinitionFile('', text);
  const [task] = tasks;
  if (!task?.definition) {
    throw new Error(`no task in ${text}`);
  }
  const before = task.definition;
  const after = Object.fromEntries(
    Object.entries<unknown>({ ...before, ...change }).filter(entry => entry[1] !== undefined)
  ) as TaskDefinition;
  return editTask(text, { codops: codops ?? '', name: task.name, newName: newName ?? task.name, before, after });
}

function edited(text: string, change: Fields, newName?: string): string {
  const result = edit(text, change, newName);
  return result.ok ? result.text : `refused: ${result.message}`;
}

/** The file with these lines as the fields of its only task. */
function file(...lines: readonly string[]): string {
  return `# ours\ncodops: debr\ntasks:\n  a: # the task\n${lines.map(line => `    ${line}\n`).join('')}# end\n`;
}

const NOTEBOOK = ['notebook: "n.ipynb" # quoted', "method: 'f'"];

describe('editTask on values', () => {
  it.each<[string, Fields, string]>([
    ['timeout: 5m   # long', { timeout: '10m' }, 'timeout: 10m   # long'],
    ["timeout: '5m'", { timeout: '10m' }, "timeout: '10m'"],
    ['timeout: "5m"', { timeout: '10m' }, 'timeout: "10m"'],
    ["description: 'it''s'", { description: "that's" }, "description: 'that''s'"],
    ["description: 'plain'", { description: 'two\nlines' }, 'description: "two\\nlines"'],
    ['full_notebook: false # not all', { full_notebook: true }, 'full_notebook: true # not all'],
    ['args: {days: 7, "x y": [1, 2]} # in braces', { args: { days: 30, 'x y': [1, 2] } }, 'args: {days: 30, "x y": [1, 2]} # in braces'],
    ['args: {days: 7, "x y": [1, 2]}', { args: { days: 7, 'x y': [1, 3] } }, 'args: {days: 7, "x y": [1, 3]}'],
    ['args: {days: 7, "x y": [1, 2]}', { args: { 'x y': [1, 2] } }, 'args: {"x y": [1, 2]}'],
    ['args: {days: 7, "x y": [1, 2]}', { args: { days: 7 } }, 'args: {days: 7}'],
    ['args: {days: 7, }', { args: { days: 7, b: [true] } }, 'args: {days: 7, b: [true] }'],
    ['args: {days: 7}', { args: { b: 'x' } }, 'args: {b: x}'],
    ['args: {}', { args: { b: 'x' } }, 'args: {b: x}'],
    ['args: {x: }', { args: { x: 5 } }, 'args: {x: 5 }'],
    [
      'dependencies: [\'numpy>=2,<3\', "pandas==2"]',
      { dependencies: ['numpy>=2,<3', 'pandas==3'] },
      'dependencies: [\'numpy>=2,<3\', "pandas==3"]'
    ],
    ["dependencies: ['numpy', pandas]", { dependencies: ['numpy', 'orjson', 'pandas'] }, "dependencies: ['numpy', orjson, pandas]"],
    ["dependencies: ['numpy', pandas]", { dependencies: ['pandas'] }, 'dependencies: [pandas]'],
    ["dependencies: ['numpy', pandas]", { dependencies: ['numpy'] }, "dependencies: ['numpy']"],
    ['schedule: 0 6 * * * # early', { schedule: ['0 6 * * *', '0 7 * * *'] }, 'schedule: ["0 6 * * *", "0 7 * * *"] # early'],
    ['schedule: ["0 6 * * *", "0 7 * * *"]', { schedule: '0 7 * * *' }, 'schedule: "0 7 * * *"'],
    ['retries: {limit: 2, delay: 30s}', { retries: { limit: 3, delay: '30s' } }, 'retries: {limit: 3, delay: 30s}'],
    ['retries: {limit: 2, delay: 30s}', { retries: { limit: 2 } }, 'retries: {limit: 2}']
  ])('changes in `%s` what differs', (before, change, after) => {
    expect(edited(file(...NOTEBOOK, before, 'x-note: mine # kept'), change)).toBe(file(...NOTEBOOK, after, 'x-note: mine # kept'));
  });

  it('changes one line of arguments that stand below each other', () => {
    const before = file('args:', '  # first', '  days: 7   # week', '', '  deep:', '    b: {c: 1}', '  # last', ...NOTEBOOK);
    expect(edited(before, { args: { days: 30, deep: { b: { c: 2 } } } })).toBe(before.replace('7   #', '30   #').replace('c: 1', 'c: 2'));
  });

  it('adds an argument below the last, with its comments, and takes one out', () => {
    const before = file('args:', '  days: 7   # week', '  # of days', 'timeout: 5m', ...NOTEBOOK);
    expect(edited(before, { args: { days: 7, list: ['a'] } })).toBe(
      before.replace('      # of days\n', '      # of days\n      list: [a]\n')
    );
    const two = before.replace('      # of days\n', '      # of days\n      b: 1\n');
    expect(edited(two, { args: { b: 1 } })).toBe(two.replace('      days: 7   # week\n', ''));
  });

  it('takes out arguments with the last of them', () => {
    const before = file(...NOTEBOOK, 'args:', '  days: 7', 'timeout: 5m');
    expect(edited(before, { args: undefined })).toBe(file(...NOTEBOOK, 'timeout: 5m'));
  });

  it('writes an empty map where one is wanted, and keeps the comment on the key', () => {
    const before = file(...NOTEBOOK, 'args: # given', '  days: 7', 'timeout: 5m');
    expect(edited(before, { args: {} })).toBe(file(...NOTEBOOK, 'args: {} # given', 'timeout: 5m'));
  });

  it('changes a list item by item', () => {
    const before = file(...NOTEBOOK, 'schedule:', '- "0 6 * * *"  # six', "- '0 7 * * *'", '# end of it');
    expect(edited(before, { schedule: ['0 6 * * *', '0 8 * * *'] })).toBe(before.replace('0 7', '0 8'));
    expect(edited(before, { schedule: ['0 6 * * *', '0 7 * * *', '0 8 * * *'] })).toBe(
      before.replace("    - '0 7 * * *'\n", '    - \'0 7 * * *\'\n    - "0 8 * * *"\n')
    );
    expect(edited(before, { schedule: ['0 5 * * *', '0 6 * * *', '0 7 * * *'] })).toBe(
      before.replace('    - "0 6', '    - "0 5 * * *"\n    - "0 6')
    );
    expect(edited(before, { schedule: ['0 7 * * *'] })).toBe(before.replace('    - "0 6 * * *"  # six\n', ''));
    expect(edited(before, { schedule: '0 6 * * *' })).toBe(file(...NOTEBOOK, 'schedule: "0 6 * * *"', '# end of it'));
  });

  it('replaces a text of several lines, and what follows it stays', () => {
    const before = file(...NOTEBOOK, 'description: >-', '  folded', '  text', '', 'timeout: 5m');
    expect(edited(before, { description: 'short' })).toBe(file(...NOTEBOOK, 'description: short', '', 'timeout: 5m'));
    expect(edited(before, { description: undefined })).toBe(file(...NOTEBOOK, '', 'timeout: 5m'));
  });
});

describe('editTask on fields', () => {
  it('puts a new field into its place in the order of the format', () => {
    const before = file(...NOTEBOOK, '# about the limit', 'timeout: 5m', 'description: x');
    expect(edited(before, { executor: 'python' })).toBe(before.replace("method: 'f'\n", "method: 'f'\n    executor: python\n"));
    expect(edited(before, { args: { days: 7 }, disabled: true })).toBe(
      before.replace('    timeout: 5m\n', '    timeout: 5m\n    args:\n      days: 7\n    disabled: true\n')
    );
  });

  it('adds to a file without a last line break, and to one with Windows’ own', () => {
    const open = 'codops: debr\ntasks:\n  a:\n    notebook: n.ipynb\n    method: f';
    expect(edited(open, { timeout: '5m' })).toBe(`${open}\n    timeout: 5m`);
    const windows = `${open}\n`.replaceAll('\n', '\r\n');
    expect(edited(windows, { timeout: '5m', args: { a: 'x'.repeat(90) } })).toBe(
      `${windows}    timeout: 5m\r\n    args:\r\n      a: ${'x'.repeat(90)}\r\n`
    );
  });

  it('edits a task that stands in braces', () => {
    const before = 'codops: debr\ntasks: {a: {notebook: n.ipynb, "method": f, timeout: 5m}, b: {notebook: n.ipynb, method: g}} # all\n';
    expect(edited(before, { timeout: undefined, executor: 'python' })).toBe(before.replace('timeout: 5m', 'executor: python'));
  });

  it('renames, with the quotes of the old name', () => {
    expect(edited(file(...NOTEBOOK), {}, 'other')).toBe(file(...NOTEBOOK).replace('  a: #', '  other: #'));
    expect(edited(file(...NOTEBOOK).replace('  a:', '  "a":'), {}, 'other')).toBe(file(...NOTEBOOK).replace('  a:', '  "other":'));
  });

  it('leaves the file as it is where nothing differs', () => {
    expect(edited(file(...NOTEBOOK), {})).toBe(file(...NOTEBOOK));
  });

  it('overrides what a merge key gives, in this task alone', () => {
    const before =
      'x-all: &all {timeout: 5m, executor: python}\ncodops: debr\ntasks:\n  a:\n    <<: *all\n    notebook: n.ipynb\n    method: f\n';
    expect(edited(before, { timeout: '10m' })).toBe(`${before}    timeout: 10m\n`);
  });
});

describe('editTask where it cannot be', () => {
  it.each<[string, Fields, string | undefined, string, number | null]>([
    [
      'an alias',
      { args: { days: 8 } },
      undefined,
      'x-w: &w {days: 7}\ncodops: debr\ntasks:\n  a:\n    notebook: n.ipynb\n    method: f\n    args: *w\n',
      7
    ],
    [
      'a merge key',
      { timeout: undefined },
      undefined,
      'x-w: &w {timeout: 5m}\ncodops: debr\ntasks:\n  a:\n    <<: *w\n    notebook: n.ipynb\n    method: f\n',
      5
    ],
    [
      'an anchor',
      { timeout: '6m' },
      undefined,
      'codops: debr\ntasks:\n  a: &a\n    notebook: n.ipynb\n    method: f\n    timeout: 5m\n  b: *a\n',
      3
    ],
    [
      'not changed without changing something else',
      { timeout: '6m' },
      undefined,
      'codops: debr\ntasks:\n  a:\n    notebook: n.ipynb\n    method: f\n    timeout: &t 5m\n  b: {notebook: n.ipynb, method: f, timeout: *t}\n',
      3
    ],
    ['the name of another', {}, 'b', 'codops: debr\ntasks:\n  a: {notebook: n.ipynb, method: f}\n  b: {notebook: n.ipynb, method: f}\n', 3],
    ['no name', {}, 'two words', 'codops: debr\ntasks:\n  a: {notebook: n.ipynb, method: f}\n', 3]
  ])('says why and where: %s', (...[, change, newName, text, line]) => {
    const result = edit(text, change, newName);
    expect(result).toMatchObject({ ok: false, place: line === null ? null : { line } });
    expect(parseDefinitionFile('', text).problems).toEqual([]);
  });

  it('names the first mistake of a file that has one elsewhere', () => {
    const text = 'codops: debr\ntasks:\n  a: {notebook: n.ipynb, method: f}\n  b: {notebook: n.ipynb}\n';
    expect(edit(text, { timeout: '5m' })).toMatchObject({ ok: false, place: { line: 4 } });
  });

  it('does not write over what somebody else changed meanwhile', () => {
    const before = { notebook: 'n.ipynb', method: 'f' };
    const text = 'codops: debr\ntasks:\n  a: {notebook: n.ipynb, method: g}\n';
    const edit = { codops: 'debr', name: 'a', newName: 'a', before, after: { ...before, timeout: '5m' } };
    expect(editTask(text, edit)).toMatchObject({ ok: false, message: expect.stringContaining('changed in the file meanwhile') as unknown });
    expect(editTask(text, { ...edit, name: 'b' })).toMatchObject({ ok: false, place: null });
  });
});

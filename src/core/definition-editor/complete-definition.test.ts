import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TaskDefinitionSchema } from '../../protocol/task-definition';
import { findMarkers } from './find-markers';
import { completeDefinition } from './complete-definition';

/** The options at the `|` of a text. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  return completeDefinition(marked.slice(0, offset) + marked.slice(offset + 1), offset);
}

function labels(marked: string): readonly string[] {
  return at(marked).options.map(({ label }) => label);
}

/** The text after the option `label` was taken. */
function taken(marked: string, label: string): string {
  const { from, to, options } = at(marked);
  const insert = options.find(option => option.label === label)?.insert ?? `(no ${label})`;
  const text = marked.replace('|', '');
  return text.slice(0, from) + insert + text.slice(to);
}

/** The options at a line of a task that has a notebook and a method. */
const inTask = (line: string, ...more: readonly string[]): string =>
  ['codops: debr', 'tasks:', '  a:', '    notebook: n.ipynb', `    ${line}`, '    method: f', ...more].join('\n');

const OTHER_FIELDS = Object.keys(TaskDefinitionSchema.properties).filter(key => key !== 'notebook' && key !== 'method');

describe('completeDefinition: keys', () => {
  it.each([
    ['an empty file', '|', ['codops', 'dependencies', 'tasks']],
    ['a file with a comment', '# tasks of debr\n|\n', ['codops', 'dependencies', 'tasks']],
    ['the root, without those that are there', 'codops: debr\n|\n', ['dependencies', 'tasks']],
    ['the root after the tasks', `${inTask('cells: all')}\nd|`, ['dependencies']],
    ['the tasks, which the file names itself', 'codops: debr\ntasks:\n  |', ['dependencies']],
    ['a task', inTask('|'), OTHER_FIELDS],
    ['a task that has nothing yet', 'codops: debr\ntasks:\n  a:\n    |\n  b:\n    method: f', Object.keys(TaskDefinitionSchema.properties)],
    ['a task, by its first letters', inTask('t|'), ['timeout', 'timezone']],
    ['a key that is there', inTask('tim|ezone: UTC'), ['timeout']],
    ['braces', 'codops: debr\ntasks:\n  a: { notebook: n.ipynb, me| }', ['method']],
    ['braces that are not closed', 'codops: debr\ntasks:\n  a: { me|', ['method']],
    ['braces on several lines', 'codops: debr\ntasks: {\n  a: {\n    me|\n  }\n}', ['method']],
    ['retries', inTask('retries:', '', '').replace('retries:', 'retries:\n      |'), ['limit', 'delay']],
    ['a line before a comment', inTask('exe| # where'), ['executor']],
    ['a file with a mistake elsewhere', inTask('exe|', '    loop: "a', '  b'), ['executor']],
    ['a file of another system', inTask('exe|').replaceAll('\n', '\r\n'), ['executor']]
  ])('are offered in %s', (_, text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  it.each([
    ['in args, which are the function’s', inTask('args:\n      no|')],
    ['below a key that is free for users', 'codops: debr\nx-mine:\n  no|'],
    ['in a list', 'codops: debr\ndependencies:\n  - c|'],
    ['in a comment', inTask('# exe|')],
    ['in text of several lines', inTask('description: >\n      exe|')],
    ['in the middle of text', inTask('description: where the exe|')],
    ['before a key', inTask('| cells: all')],
    ['where the word is whole', inTask('executor|: python')],
    ['for a name of a task', 'codops: debr\ntasks:\n  no|'],
    ['where a field takes no map', inTask('timeout:\n      no|')]
  ])('are not offered %s', (_, text) => {
    expect(labels(text)).toEqual([]);
  });

  it('come with what the schema says of them', () => {
    expect(at(inTask('exe|')).options).toEqual([
      { kind: 'key', label: 'executor', insert: 'executor: ', documentation: TaskDefinitionSchema.properties.executor.description }
    ]);
  });

  it('are offered where the word is whole and has no colon yet', () => {
    expect(taken(inTask('executor|'), 'executor')).toBe(inTask('executor: '));
  });

  it('bring a colon along, where there is none', () => {
    expect(taken('|', 'codops')).toBe('codops: ');
    expect(taken('codops: debr\nta|', 'tasks')).toBe('codops: debr\ntasks:');
    expect(taken(inTask('tim|ezone: UTC'), 'timeout')).toBe(inTask('timeout: UTC'));
    expect(taken(inTask('"tim|ezone" : UTC'), 'timeout')).toBe(inTask('"timeout" : UTC'));
  });
});

describe('completeDefinition: values', () => {
  it.each([
    ['an executor', 'executor: |', ['spark', 'python', 'kubernetes']],
    ['a begun executor', 'executor: sp| # fast', ['spark']],
    ['an executor in quotes', 'executor: "p|"', ['python']],
    ['an executor on a line of its own', 'executor:\n      p|', ['python']],
    ['cells', 'cells: |', ['entry', 'needed', 'all']],
    ['missed', 'missed: |', ['last', 'all', 'none']],
    ['overlap', 'overlap: |', ['skip', 'allow']],
    ['true or false', 'disabled: |', ['true', 'false']],
    ['the loops that are open to a task', 'loop: |', ['metadata', 'debr']]
  ])('are offered for %s', (_, line, expected) => {
    expect(labels(inTask(line))).toEqual(expected);
  });

  it('are offered within braces', () => {
    expect(labels('codops: debr\ntasks:\n  a: { executor: |, method: f }')).toEqual(['spark', 'python', 'kubernetes']);
  });

  it('replace the whole word', () => {
    expect(taken(inTask('executor: sp|rak'), 'spark')).toBe(inTask('executor: spark'));
  });

  it.each(['notebook: |', 'timeout: |', 'args: |', 'executor:|', 'executor: python |', 'x-mine: |', 'dependencies: [|]'])(
    'are not offered at %s',
    line => {
      expect(labels(inTask(line))).toEqual([]);
    }
  );
});

describe('completeDefinition on any text', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'executor', ' ', '\n', '\r', '  ', ': ', '"', '#', '[', '{', '}', '- ', '&a', '*a', '|')
  });

  it('never throws, and replaces a part of one line that holds the cursor', () => {
    fc.assert(
      fc.property(text, fc.nat(40), (head, place) => {
        const whole = `codops: debr\n${head}`;
        const offset = Math.min(place, whole.length);
        const { from, to } = completeDefinition(whole, offset);
        expect(from).toBeLessThanOrEqual(offset);
        expect(to).toBeGreaterThanOrEqual(offset);
        expect(whole.slice(from, to)).not.toContain('\n');
      })
    );
  });

  it('offers keys that the reader of the file knows at their place', () => {
    const options = at(inTask('|')).options;
    expect(options).not.toEqual([]);
    for (const { label } of options) {
      const messages = findMarkers('peach.yaml', taken(inTask('|'), label)).map(({ problem }) => problem.message);
      expect(messages).toEqual([expect.stringMatching(new RegExp(`^${label} is empty; `))]);
    }
  });

  it('stops at values that are nested too deeply to be read', () => {
    expect(labels(`${'['.repeat(20_000)}|`)).toEqual([]);
  });
});

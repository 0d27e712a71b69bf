import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../protocol/json';
import { formatProblem } from '../../protocol/problem';
import type { DefinitionFile } from './definition';
import { parseDefinitionFile } from './parse-definition-file';

const FILE = 'peach.conf/debr.yaml';

function parse(text: string): DefinitionFile {
  return parseDefinitionFile(FILE, text);
}

/** Every problem as a person sees it, without the file. */
function told(file: DefinitionFile): readonly string[] {
  const problems = [...file.problems, ...file.tasks.flatMap(task => task.problems)];
  return problems.map(problem => formatProblem(problem).replace(`${FILE}:`, ''));
}

/** The problems of one task `a` with these lines for fields, from line 4 on. */
function toldOfTask(...fields: readonly string[]): readonly string[] {
  return told(parse(['codops: debr', 'tasks:', '  a:', ...fields.map(field => `    ${field}`)].join('\n')));
}

const NOTEBOOK = 'notebook: n.ipynb';
const METHOD = 'method: f';

const EXAMPLE = `codops: debr                       # required, at the root
dependencies:                      # every task and endpoint of the organisation
  - orjson==3.3.1
tasks:
  dependencies:                    # a LIST here: for tasks only, not endpoints
    - pyarrow
  related_publications:            # name of the task
    notebook: notebooks/related.ipynb   # relative to the repository's root
    method: task                   # the entry function, always required
    full_notebook: false           # true: every code cell, in order
    cells: entry                   # entry (default) | needed | all (= full_notebook: true)
    executor: python               # python | spark | kubernetes
    loop: metadata                 # the organisation's own loop when absent
    timeout: 10m                   # at most the loop's own limit
    args:                          # keyword arguments, any depth
      user: f57246b6-1848-4b1a-a8a2-d8469a050025
      item_id: 35421
      message: used for testing only
      options: {item1: message, nested: {sub_item1: 8734, list: [test, 23.45]}}
    dependencies: [langdetect]     # this task too, still one environment
    schedule: "0 6 * * *"          # optional, or a list
    timezone: Europe/Berlin
    overlap: skip
    retries: {limit: 2, delay: 30s}
    disabled: false
    description: shown in the lists
`;

describe('parseDefinitionFile on good files', () => {
  it('reads every field of the format', () => {
    const file = parse(EXAMPLE);
    expect(told(file)).toEqual([]);
    expect(file.readable).toBe(true);
    expect(file.codops).toBe('debr');
    expect(file.dependencies).toEqual([{ text: 'orjson==3.3.1', position: { file: FILE, line: 3, column: 5 } }]);
    expect(file.taskDependencies.map(({ text }) => text)).toEqual(['pyarrow']);
    expect(file.tasks.map(task => task.definition)).toEqual([
      {
        notebook: 'notebooks/related.ipynb',
        method: 'task',
        full_notebook: false,
        cells: 'entry',
        executor: 'python',
        loop: 'metadata',
        timeout: '10m',
        args: {
          user: 'f57246b6-1848-4b1a-a8a2-d8469a050025',
          item_id: 35421,
          message: 'used for testing only',
          options: { item1: 'message', nested: { sub_item1: 8734, list: ['test', 23.45] } }
        },
        dependencies: ['langdetect'],
        schedule: '0 6 * * *',
        timezone: 'Europe/Berlin',
        overlap: 'skip',
        retries: { limit: 2, delay: '30s' },
        disabled: false,
        description: 'shown in the lists'
      }
    ]);
  });

  it('knows where each value stands', () => {
    const [task] = parse(EXAMPLE).tasks;
    expect(task?.position).toEqual({ file: FILE, line: 7, column: 3 });
    expect(task?.fields.get('method')).toEqual({ file: FILE, line: 9, column: 13 });
    expect(task?.fields.get('args.options.nested.list.1')).toEqual({ file: FILE, line: 19, column: 72 });
    expect(task?.fields.get('dependencies.0')).toEqual({ file: FILE, line: 20, column: 20 });
    expect(task?.fields.get('retries.delay')).toEqual({ file: FILE, line: 24, column: 32 });
  });

  it('keeps the order in which the tasks were written', () => {
    const names = ['zeta', 'alpha', '10', '9', 'Mid.dle'];
    const text = `codops: d\ntasks:\n${names.map(name => `  "${name}": {${NOTEBOOK}, ${METHOD}}\n`).join('')}`;
    expect(parse(text).tasks.map(task => task.name)).toEqual(names);
  });

  it('reads CRLF line breaks, a byte order mark and a document end marker', () => {
    const file = parse(`\uFEFFcodops: debr\r\ntasks:\r\n  a:\r\n    ${NOTEBOOK}\r\n    ${METHOD}\r\n...\r\n`);
    expect(told(file)).toEqual([]);
    expect(file.codopsPosition).toEqual({ file: FILE, line: 1, column: 9 });
    expect(file.tasks[0]?.definition).toEqual({ notebook: 'n.ipynb', method: 'f' });
  });

  it('follows anchors, aliases and merge keys; what a task says itself counts more', () => {
    const file = parse(`x-common: &common {executor: spark, timeout: 5m, x-note: mine}
codops: debr
tasks:
  a: &a
    <<: *common
    notebook: n.ipynb
    method: f
    executor: python
    args: {days: &days 7}
  b:
    <<: [*a, *common]
    args: {again: *days}
`);
    expect(told(file)).toEqual([]);
    expect(file.tasks.map(task => task.definition)).toEqual([
      { executor: 'python', timeout: '5m', notebook: 'n.ipynb', method: 'f', args: { days: 7 } },
      { executor: 'python', timeout: '5m', notebook: 'n.ipynb', method: 'f', args: { again: 7 } }
    ]);
  });

  it('leaves keys that begin with x- to the users at every level, but keeps them in args', () => {
    const file = parse(`codops: debr
x-team: [a, b]
tasks:
  x-template: {any: thing}
  a:
    ${NOTEBOOK}
    ${METHOD}
    x-owner: me
    retries: {limit: 1, x-why: because}
    args: {x-ray: 1}
`);
    expect(told(file)).toEqual([]);
    expect(file.tasks.map(task => task.definition)).toEqual([
      { notebook: 'n.ipynb', method: 'f', retries: { limit: 1 }, args: { 'x-ray': 1 } }
    ]);
  });

  it('keeps text that looks like a date, and words that older YAML took for true and false', () => {
    const [task] = parse(
      `%YAML 1.1\n---\ncodops: d\ntasks: {a: {${NOTEBOOK}, ${METHOD}, args: {day: 2024-02-30, on: yes, octal: 0123, float: 1e3}}}`
    ).tasks;
    expect(task?.definition?.args).toEqual({ day: '2024-02-30', on: 'yes', octal: 123, float: 1000 });
  });

  it.each(['codops: debr', 'codops: debr\ntasks:\n', 'codops: debr\ntasks: {}\n', 'codops: debr\ndependencies: []\n'])(
    'takes a file without tasks: %j',
    text => {
      const file = parse(text);
      expect(told(file)).toEqual([]);
      expect(file.tasks).toEqual([]);
    }
  );
});

describe('parseDefinitionFile on a file that is broken as a whole', () => {
  it.each([
    ['', '1:1: the file is empty; codops is required (begin with codops: and the name of the organisation)'],
    ['# only a comment\n', '1:1: the file is empty; codops is required (begin with codops: and the name of the organisation)'],
    [
      '- a\n- b\n',
      '1:1: the file holds a list; it must be a map with codops and tasks (begin with codops: and the name of the organisation)'
    ],
    ['codops: d\ntasks:\n\ta: 1\n', '3:1: a tab indents this line; YAML allows only spaces there (replace the tab by spaces)'],
    ['codops: d\n---\ncodops: e\n', '2:1: a second YAML document begins here; a file holds one (move what follows to a file of its own)'],
    ['codops: d\nx-a: @b\n', '2:6: text cannot begin with this character (put the text in quotes)'],
    ['codops: d\nx-a: b: c\n', '2:6: a second `key: value` begins within a value (put the text in quotes, or correct the indentation)'],
    ['codops: d\nx-a: [1, 2\n', '2:6: the bracket that opens here is not closed'],
    ['codops: d\nx-a: {a: [1, 2]\nx-b: 1\n', '2:6: the bracket that opens here is not closed'],
    ['codops: "d\ntasks: {}\n', '1:9: the quote that opens here is not closed (close it, or remove it)'],
    ['codops: d\nx-a: ]\n', '2:6: a bracket closes here that was not opened (remove it)'],
    ['codops: d\ntasks\n  a: {}\n', '2:1: this is no `key: value` (write a colon and a space after the key'],
    ['codops: d\nx:\n  a: 1\n b: 2\n', '4:1: the entries of this list or map do not begin at the same column (indent them alike)'],
    ['codops: d\nx: {a: 1 b: 2}\n', '2:8: entries within { } or [ ] are divided by commas'],
    ['codops: d\nx: {a: 1,, b: 2}\n', '2:10: a comma stands here without an entry before it (remove it)'],
    ['codops: d\nx: - a\n', '2:4: a list begins on the line of its key (begin it on the next line, or write [a, b])'],
    ['codops: d\nx: "\\q"\n', '2:5: this backslash in double quotes begins nothing that YAML knows'],
    ['codops: d\nx: "a"b\n', '2:7: more follows here, though the value has ended (put the whole text in quotes'],
    [
      'codops: d\nx: */5 * * * *\n',
      '2:8: text that begins with & or * is read as an anchor or an alias (put the whole text in quotes, as "*/5 * * * *")'
    ],
    [
      'codops: d\n<<<<<<< HEAD\nx: 1\n=======\n>>>>>>> o\n',
      '2:1: this file holds the marks of a merge that is not finished (resolve the conflict)'
    ],
    [`${'- '.repeat(3000)}\n ]\n`, '1:1: values are nested too deeply; 100 levels are allowed (write it flatter)']
  ])('says what and where: %j', (text, expected) => {
    const file = parse(text);
    expect(file.readable).toBe(false);
    expect(file.tasks).toEqual([]);
    expect(told(file)).toHaveLength(1);
    expect(told(file)[0]).toContain(expected);
  });

  it('refuses a file over 1 MiB, counted in bytes', () => {
    const atLimit = `codops: debr\n#${'ä'.repeat((1024 * 1024 - 14) / 2)}`;
    expect(told(parse(atLimit))).toEqual([]);
    expect(told(parse(`${atLimit}ä`))).toEqual([
      '1:1: the file is larger than 1024 KiB, the most that is read (divide it into several files)'
    ]);
  });

  it('tells at most a hundred mistakes of noise', () => {
    expect(parse('}]\n'.repeat(5000)).problems).toHaveLength(100);
  });

  it('tells one mistake a line, as the others follow from it', () => {
    expect(told(parse('codops: d\nx: [- b, - c, * , ,, "]\n'))).toHaveLength(1);
  });

  it('does not look into a requirement that is too long', () => {
    const text = `codops: d\ndependencies: ["${'a'.repeat(1_000_000)}"]`;
    expect(told(parse(text))).toEqual(['2:16: dependencies.0 is too long; at most 1000 characters are allowed']);
    expect(parse(text).dependencies).toEqual([]);
  });

  it('never shows what stands in a line that YAML cannot read', () => {
    for (const text of ['codops: d\nx-a: "b" secret\n', '- a\nb: secret\n', '{}\nsecret: 1']) {
      expect(told(parse(text))).not.toEqual([]);
      expect(told(parse(text)).join()).not.toContain('secret');
    }
  });
});

describe('parseDefinitionFile on the head of a file', () => {
  it.each([
    ['tasks: {}', '1:1: the file has no codops, which is required (add codops: the organisation that the tasks of this file belong to)'],
    ['codops: 12', '1:9: codops is a number; it must be text (write it in quotes)'],
    ['codops:', '1:1: codops is empty; it must be text'],
    [
      'codops: DEBR',
      '1:9: codops "DEBR" is not the name of an organisation; use a-z, 0-9, _ and -, at most 63, the first a letter or a digit'
    ],
    [
      'codops: metadata',
      '1:9: codops "metadata" is the name of the loop that all organisations share; no organisation can have it (a task joins that loop with loop: metadata)'
    ],
    ['codops: d\ntask: {}', '2:1: unknown key "task" in the file; use codops, dependencies or tasks (did you mean tasks?)'],
    [
      'codops: d\nlinks: {}',
      '2:1: unknown key "links" in the file; use codops, dependencies or tasks (remove it; keys of your own begin with x-)'
    ],
    ['codops: d\ntasks: [a]', '2:8: tasks is a list; it must be a map'],
    ['codops: d\ndependencies: orjson', '2:15: dependencies is text; it must be a list (write it as a list, as [a, b])'],
    ['codops: d\ndependencies: [1]', '2:16: dependencies.0 is a number; it must be text (write it in quotes)'],
    ['codops: d\ncodops: e', '2:1: the key "codops" is written twice; the first stands in line 1 (remove one of the two)'],
    [
      'codops: d\ntasks: {dependencies: {notebook: n.ipynb, method: f}}',
      '2:23: the name `dependencies` is kept for a list of requirements of all tasks; no task can have it (give the task another name, or write a list)'
    ],
    ['codops: d\ntasks: {dependencies: [-r x.txt]}', /^2:24: options of pip are not allowed here/],
    [
      `codops: d\ntasks:\n  my task: {${NOTEBOOK}, ${METHOD}}`,
      '3:3: "my task" is no name for a task; use A-Z, a-z, 0-9, _, . and -, at most 128, the first a letter or a digit'
    ],
    ['codops: d\n? [a, b]\n: 1', '2:3: a key must be text; lists, maps and other values cannot be one'],
    ['codops: d\nx-a: {<<: 1}', '2:7: `<<` takes a map, an alias of a map, or a list of these']
  ])('says what and where: %j', (text, expected) => {
    const problems = told(parse(text));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(expected);
  });

  it('leaves the tasks and the good requirements in use', () => {
    const file = parse(`codops: d\ndependencies: [orjson, --pre, numpy]\ntasks: {a: {${NOTEBOOK}, ${METHOD}}}`);
    expect(file.problems).toHaveLength(1);
    expect(file.dependencies.map(({ text }) => text)).toEqual(['orjson', 'numpy']);
    expect(file.tasks[0]?.definition).not.toBeNull();
  });

  it('cannot tell the tasks of a file whose tasks are no map', () => {
    expect(parse('codops: d\ntasks: 7').readable).toBe(false);
    expect(parse('codops: d\ntasks: *nope').readable).toBe(false);
    expect(parse('codops: d\ntasks: {}\ntasks: {}').readable).toBe(false);
  });

  it('checks the tasks also where the organisation is wrong', () => {
    const file = parse('codops: DEBR\ntasks: {a: {}}');
    expect(file.codops).toBeNull();
    expect(file.tasks[0]?.problems).toHaveLength(2);
  });
});

describe('parseDefinitionFile on one task', () => {
  it.each([
    [[NOTEBOOK, METHOD, 'executor: sprak'], '6:15: executor "sprak" does not exist; use spark, python or kubernetes (did you mean spark?)'],
    [[NOTEBOOK, METHOD, 'executor: 7'], '6:15: executor is a number; it must be text (use spark, python or kubernetes)'],
    [[NOTEBOOK], '3:3: task "a" has no method, which is required (add method: the entry function, called with args)'],
    [
      [NOTEBOOK, 'method: "2nd"'],
      '5:13: method "2nd" is not the name of a Python function; use letters, digits and _, the first not a digit'
    ],
    [[NOTEBOOK, 'method: lambda'], '5:13: method "lambda" is a keyword of Python, so no function has this name'],
    [['notebook: n.py', METHOD], '4:15: notebook "n.py" is not the path of a notebook; it ends in .ipynb'],
    [['notebook: ""', METHOD], '4:15: notebook is empty; write at least 1 character'],
    [['notebook: /srv/n.ipynb', METHOD], /^4:15: notebook is an absolute path; it must be relative/],
    [['notebook: ../n.ipynb', METHOD], /^4:15: notebook holds `..`, which could leave the repository/],
    [['notebook: a\\n.ipynb', METHOD], '4:15: notebook holds a backslash; folders are divided by / (write a/n.ipynb)'],
    [['notebook: ./a//n.ipynb', METHOD], '4:15: notebook is not written in the shortest way (write a/n.ipynb)'],
    [['notebook: "a\\nb.ipynb"', METHOD], /^4:15: notebook holds a line break or another control character/],
    [
      [NOTEBOOK, METHOD, 'timeout: ten minutes'],
      '6:14: timeout "ten minutes" is not a length of time; write one such as 90s, 10m or 1h30m'
    ],
    [[NOTEBOOK, METHOD, 'timeout: 600'], '6:14: timeout is a number; it must be text (write one such as 90s, 10m or 1h30m)'],
    [[NOTEBOOK, METHOD, 'timeout: 0s'], /^6:14: timeout is 0, so that no run could begin/],
    [[NOTEBOOK, METHOD, 'timeout:'], '6:5: timeout is empty; it must be text'],
    [
      [NOTEBOOK, METHOD, 'full_notebook: true', 'cells: entry'],
      '7:12: cells: entry contradicts full_notebook: true (remove one of the two; cells: all is the same as full_notebook: true)'
    ],
    [[NOTEBOOK, METHOD, 'full_notebook: false', 'cells: all'], /^7:12: cells: all contradicts full_notebook: false/],
    [[NOTEBOOK, METHOD, 'full_notebook: yes'], '6:20: full_notebook is text; it must be true or false (write true)'],
    [[NOTEBOOK, METHOD, 'timezone: Europe/Berln'], '6:15: timezone "Europe/Berln" does not exist (did you mean Europe/Berlin?)'],
    [[NOTEBOOK, METHOD, 'timezone: +01:00'], /^6:15: timezone "\+01:00" does not exist \(write an IANA name/],
    [[NOTEBOOK, METHOD, 'schedule: 6'], '6:15: schedule is a number; it must be text or a list (write it in quotes)'],
    [[NOTEBOOK, METHOD, 'schedule: ["0 6 * * *", 7]'], '6:29: schedule.1 is a number; it must be text (write it in quotes)'],
    [[NOTEBOOK, METHOD, 'schedule: []'], '6:15: schedule is an empty list; write at least 1 item (leave schedule out)'],
    [[NOTEBOOK, METHOD, 'schedule: daily'], /^6:15: schedule "daily" does not have the five fields of cron/],
    [[NOTEBOOK, METHOD, 'schedule: ["0 6 * * *", daily]'], /^6:29: schedule "daily" does not have the five fields of cron/],
    [[NOTEBOOK, METHOD, 'retries: {delay: 5s}'], '6:5: retries has no limit, which is required (add limit: how many more, at most)'],
    [[NOTEBOOK, METHOD, 'retries: {limit: 101}'], '6:22: retries.limit is 101; at most 100 is allowed'],
    [[NOTEBOOK, METHOD, 'retries: {limit: -1}'], '6:22: retries.limit is -1; at least 0 is allowed'],
    [
      [NOTEBOOK, METHOD, 'retries: {limit: 1, delai: 5s}'],
      '6:25: unknown key "delai" in retries; use limit or delay (did you mean delay?)'
    ],
    [
      [NOTEBOOK, METHOD, 'retries: {limit: 1, delay: soon}'],
      '6:32: retries.delay "soon" is not a length of time; write one such as 90s, 10m or 1h30m'
    ],
    [[NOTEBOOK, METHOD, 'dependencies: [ok, -r x.txt]'], /^6:24: options of pip are not allowed here/],
    [[NOTEBOOK, METHOD, 'args: [1]'], '6:11: args is a list; it must be a map'],
    [[NOTEBOOK, METHOD, 'method: g'], '6:5: the key "method" is written twice; the first stands in line 5 (remove one of the two)'],
    [[NOTEBOOK, METHOD, 'args: {a: .nan}'], '6:15: .nan is no number that JSON can carry (write it as text in quotes)'],
    [[NOTEBOOK, METHOD, 'args: {a: -.inf}'], '6:15: -.inf is no number that JSON can carry (write it as text in quotes)'],
    [[NOTEBOOK, METHOD, 'args: {a: 1e400}'], '6:15: 1e400 is no number that JSON can carry (write it as text in quotes)'],
    [
      [NOTEBOOK, METHOD, 'args: {a: 9007199254740992}'],
      /^6:15: a whole number beyond ±9007199254740991 .* \(write it as text in quotes\)$/
    ],
    [[NOTEBOOK, METHOD, 'args: {a: {7: x}}'], '6:16: the key 7 is not text (put it in quotes: "7")'],
    [[NOTEBOOK, METHOD, 'args: {null: x}'], '6:12: the key null is not text (put it in quotes: "null")'],
    [[NOTEBOOK, METHOD, 'args: {a: !!binary aGk=}'], /^6:24: the tag "!!binary" is not allowed; .* \(remove the tag\)$/],
    [[NOTEBOOK, METHOD, 'args: {a: !vault x}'], /^6:22: the tag "!vault" is not allowed/],
    [[NOTEBOOK, METHOD, 'args: {a: !!int x}'], '6:21: the value does not fit its tag "!!int" (remove the tag)'],
    [[NOTEBOOK, METHOD, 'args: {a: !!set {b}}'], /the tag "!!set" is not allowed/],
    [[NOTEBOOK, METHOD, 'args: {a: &a [*a]}'], '6:19: the alias "*a" stands within its own anchor (write the value out)'],
    [[NOTEBOOK, METHOD, 'args: {a: &abc 1, b: *abd}'], '6:26: no anchor "&abd" stands before this alias (did you mean abc?)']
  ])('says what and where: %j', (fields, expected) => {
    const problems = toldOfTask(...fields);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(expected);
  });

  it('says where a text is too long and where values are too deep', () => {
    expect(toldOfTask(NOTEBOOK, METHOD, `description: ${'d'.repeat(1001)}`)).toEqual([
      '6:18: description is too long; at most 1000 characters are allowed'
    ]);
    expect(toldOfTask(NOTEBOOK, METHOD, `args: {a: ${'['.repeat(97)}${']'.repeat(97)}}`)).toEqual([]);
    expect(toldOfTask(NOTEBOOK, METHOD, `args: {a: ${'['.repeat(98)}${']'.repeat(98)}}`)).toEqual([
      '6:112: values are nested more than 100 levels deep (write it flatter)'
    ]);
    expect(told(parse(`codops: d\nx-a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`))[0]).toMatch(
      'values are nested too deeply; 100 levels are allowed'
    );
  });

  it.each([
    'trigger',
    'links',
    'plug',
    'job_repositories',
    'quota',
    'profile',
    'script',
    'resources',
    'unified',
    '__proto__',
    'constructor'
  ])('does not know the key %s', key => {
    expect(toldOfTask(NOTEBOOK, METHOD, `${key}: {}`)).toEqual([
      expect.stringMatching(`^6:5: unknown key "${key}" in task "a"; use notebook, method, .* or description`)
    ]);
  });

  it('guesses the field that was meant', () => {
    expect(toldOfTask(NOTEBOOK, METHOD, 'dependancies: []')[0]).toMatch(/\(did you mean dependencies\?\)$/);
    expect(toldOfTask(NOTEBOOK, METHOD, 'Timeout: 5m')[0]).toMatch(/\(did you mean timeout\?\)$/);
  });

  it('reports every mistake at once, in the order of the file', () => {
    const problems = toldOfTask('notebook: /n.ipynb', 'method: def', 'executor: sprak', 'timezone: Mars/Base', 'args: {a: .inf, b: !x 1}');
    expect(problems.map(problem => problem.slice(0, 4))).toEqual(['4:15', '5:13', '6:15', '7:15', '8:15', '8:27']);
  });

  it.each(['', 'text', '[1]', '7'])('wants a map, not %j', value => {
    expect(told(parse(`codops: d\ntasks:\n  a: ${value}`))).toEqual([
      expect.stringMatching(/^3:\d: task "a" is .*; it must be a map \(its keys are notebook, method, .* and description\)$/)
    ]);
  });

  it('does not call a value empty that it could not read', () => {
    expect(toldOfTask(NOTEBOOK, METHOD, 'timeout: .nan')).toEqual([
      '6:14: .nan is no number that JSON can carry (write it as text in quotes)'
    ]);
    expect(told(parse('codops: !x d'))).toEqual([expect.stringMatching(/^1:12: the tag "!x" is not allowed/)]);
  });

  it('leaves its siblings alone', () => {
    const file = parse(
      `codops: d\ntasks:\n  a: {}\n  b: {${NOTEBOOK}, ${METHOD}}\n  c: {args: {a: .nan}, ${NOTEBOOK}, ${METHOD}}\n  d: {${NOTEBOOK}, ${METHOD}}\n`
    );
    expect(file.problems).toEqual([]);
    expect(file.tasks.map(task => task.definition !== null)).toEqual([false, true, false, true]);
  });

  it('refuses the task that is written twice, and no other', () => {
    const file = parse(`codops: d\ntasks:\n  a: {${NOTEBOOK}, ${METHOD}}\n  b: {${NOTEBOOK}, ${METHOD}}\n  a: {${NOTEBOOK}, method: g}\n`);
    expect(told(file)).toEqual(['5:3: the key "a" is written twice; the first stands in line 3 (remove one of the two)']);
    expect(file.tasks.map(({ name, definition }) => [name, definition !== null])).toEqual([
      ['a', false],
      ['b', true]
    ]);
  });
});

describe('parseDefinitionFile on hostile files', () => {
  it('refuses a bomb of aliases within a second', () => {
    const levels = Array.from({ length: 40 }, (_, level) => `x-${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`).join(', ')}]`);
    const file = parse(`codops: d\nx-0: &a0 [1, 2]\n${levels.join('\n')}\ntasks: {a: {${NOTEBOOK}, ${METHOD}}}`);
    expect(told(file)[0]).toMatch(/the aliases of this file stand for more than 100000 values/);
    expect(file.tasks[0]?.definition).not.toBeNull();
  });

  it('counts all aliases of a file together, however little each stands for', () => {
    const aliases = (count: number): string => `codops: d\nx-0: &a [${'1, '.repeat(99)}]\nx-1: [${'*a, '.repeat(count)}]`;
    expect(told(parse(aliases(1000)))).toEqual([]);
    expect(told(parse(aliases(1001)))[0]).toMatch(/the aliases of this file stand for more than 100000 values/);
  });

  it('refuses values that only aliases make too deep', () => {
    const levels = Array.from({ length: 60 }, (_, level) => `x-${level + 1}: &a${level + 1} [[*a${level}]]`);
    expect(told(parse(`codops: d\nx-0: &a0 1\n${levels.join('\n')}`))[0]).toMatch(
      /with this alias values are nested more than 100 levels deep/
    );
  });

  it('takes 100,000 different keys without comparing each with each', () => {
    const keys = Array.from({ length: 100_000 }, (_, index) => `  k${index}: 1`);
    expect(parse(`codops: d\nx-a:\n${keys.join('\n')}`.slice(0, 1024 * 1024)).codops).toBe('d');
  });

  it('never throws, and every problem stands within the file', () => {
    const pieces = [
      'codops: d\n',
      'tasks:\n',
      '  a:\n',
      '    notebook: n.ipynb\n',
      '    method: f\n',
      '    args: {a: 1}\n',
      '&x ',
      '*x',
      '!t ',
      '- ',
      '? ',
      ': ',
      '{',
      '}',
      '[',
      ']',
      '|\n',
      '"',
      "'",
      '\t',
      '\r\n',
      '#',
      '<<: ',
      '...\n',
      '---\n',
      '\u0000',
      'ü',
      '😀',
      '\uFEFF',
      '%YAML 1.1\n'
    ];
    const garbage = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 30 })
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(garbage, text => {
        const file = parse(text);
        const lines = text.split('\n');
        for (const problem of [...file.problems, ...file.tasks.flatMap(task => task.problems)]) {
          expect(problem.line).toBeGreaterThanOrEqual(1);
          expect(problem.line).toBeLessThanOrEqual(lines.length);
          expect(problem.column).toBeGreaterThanOrEqual(1);
          expect(problem.column).toBeLessThanOrEqual((lines[problem.line - 1]?.length ?? 0) + 1);
        }
        expect(file.tasks.every(task => (task.definition === null) === task.problems.length > 0)).toBe(true);
      }),
      { numRuns: 2000 }
    );
  });

  it('gives a mutated example a definition or a problem for each of its tasks', () => {
    const mutation = fc.tuple(fc.nat(EXAMPLE.length), fc.nat(12), fc.string({ unit: 'grapheme', maxLength: 6 }));
    fc.assert(
      fc.property(mutation, ([offset, removed, added]) => {
        const file = parse(EXAMPLE.slice(0, offset) + added + EXAMPLE.slice(offset + removed));
        expect(file.readable || file.problems.length > 0).toBe(true);
        expect(file.codops !== null || file.problems.length > 0).toBe(true);
        expect(file.tasks.every(task => (task.definition === null) === task.problems.length > 0)).toBe(true);
      }),
      { numRuns: 1000 }
    );
  });

  it('says of a pointer of Git LFS what it is', () => {
    expect(told(parse('version https://git-lfs.github.com/spec/v1\noid sha256:0a\nsize 9\n'))).toEqual([
      expect.stringMatching(/^1:1: git has a pointer of Git LFS here, not the file.*git lfs untrack/)
    ]);
  });

  it('gives back any JSON arguments that are written as JSON', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary', maxLength: 20 }), fc.jsonValue({ maxDepth: 6 }), { noNullPrototype: true }),
        raw => {
          const args = parseJson(JSON.stringify(raw));
          fc.pre(!/\d{16,}/.test(JSON.stringify(args)));
          const [task] = parse(`codops: d\ntasks: {a: {${NOTEBOOK}, ${METHOD}, args: ${JSON.stringify(args)}}}`).tasks;
          expect(task?.problems).toEqual([]);
          expect(task?.definition?.args).toEqual(args);
        }
      )
    );
  });
});

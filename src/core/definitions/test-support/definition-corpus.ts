const EVERY_FIELD = `codops: debr                       # required, at the root
dependencies:                      # every task and endpoint of the organisation
  - orjson==3.3.1
tasks:
  dependencies:                    # a LIST here: for tasks only, not endpoints
    - pyarrow
  related_publications:            # name of the task
    notebook: notebooks/related.ipynb
    method: task
    full_notebook: false
    cells: entry                   # entry (default) | needed | all (= full_notebook: true)
    executor: python
    loop: metadata
    timeout: 4m
    args:
      user: f57246b6-1848-4b1a-a8a2-d8469a050025
      item_id: 35421
      message: used for testing only
      options: {item1: message, nested: {sub_item1: 8734, list: [test, 23.45]}}
    dependencies: [langdetect]
    schedule: "0 6 * * *"
    timezone: Europe/Berlin
    missed: all
    overlap: skip
    retries: {limit: 2, delay: 30s}
    disabled: false
    description: shown in the lists
`;

const ANCHORS = `codops: sesr
x-defaults: &defaults
  executor: python
  timeout: 5m
  retries: &retries
    limit: 1
x-window: &window {days: 7, until: 2024-02-29}
tasks:
  daily: &daily
    <<: *defaults
    notebook: reports/daily.ipynb
    method: run
    schedule: ["30 5 * * mon-fri", "@weekly"]
    args: *window
  monthly:
    <<: [*daily, *defaults]
    method: run_month
    retries: *retries
`;

const FLOW = `{codops: chrts, dependencies: ["numpy>=2,<3", 'pandas[parquet]==2.2.*'], tasks: {
  a: {notebook: a.ipynb, method: f, args: {"x y": 'it''s', "\\u00e9\\n": null, on: yes}},
  b: {notebook: "b c.ipynb", method: größe, schedule: '*/15 * * * *', overlap: allow},
}}
`;

const BLOCKS = `---
codops: debr
tasks:
  letter:
    notebook: notebooks/letter.ipynb
    method: send
    description: >-
      folded over
      two lines
    args:
      text: |
        Dear all,
          the figures: are #ready
      plain: several words
        on two lines
      numbers: [0x1F, 0o17, 1e3, -0.5, 9007199254740991, .5]
      ? question
      : answer
...
`;

const WINDOWS = '\uFEFFcodops: debr\r\ntasks:\r\n  a:\r\n    notebook: n.ipynb\r\n    method: f\r\n    timeout: 90s\r\n';

const TYPED = `codops: debr
tasks:
  when:
    notebook: when.ipynb
    method: when
    args: {day: 2024-01-31, at: 2024-01-31T10:00:00Z, binary: !!binary aGVsbG8=, set: !!set {a, b}, s: !!str 12, n: .nan, i: -.inf, big: 9223372036854775808}
`;

const MANY = `codops: debr\ntasks:\n${Array.from({ length: 30 }, (_, index) => `  task_${index}: {notebook: n${index % 3}.ipynb, method: f${index}}\n`).join('')}`;

/** Definition files as people write them; two of them are wrong from the start. */
export const DEFINITION_CORPUS: readonly string[] = [EVERY_FIELD, ANCHORS, FLOW, BLOCKS, WINDOWS, TYPED, MANY];

function levels(count: number, line: (level: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index + 1)).join('\n');
}

/** Files that are made to hurt the reader. */
export const HOSTILE_FILES: readonly string[] = [
  `codops: d\nx-0: &a0 [1, 2]\n${levels(
    40,
    level =>
      `x-${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join(', ')}]`
  )}\n`,
  `codops: d\nx-0: &a0 {k: 1}\n${levels(40, level => `x-${level}: &a${level} {<<: [*a${level - 1}, *a${level - 1}], k${level}: 1}`)}\n`,
  `codops: d\nx-a: ${'['.repeat(5000)}${']'.repeat(5000)}\n`,
  `codops: d\nx-a: ${'{a: '.repeat(90)}1${'}'.repeat(90)}\n`,
  `codops: d\nx-a:\n${levels(200, level => `${' '.repeat(level)}a:`)}\n`,
  `codops: d\n${'k'.repeat(5000)}: 1\ntasks: {${'t'.repeat(3000)}: {notebook: n.ipynb, method: f}}\n`,
  `codops: d\n? ${'k'.repeat(2000)}\n: 1\n`,
  `codops: d\nx-a: &a [*a]\n`,
  `codops: d\ntasks: &t {a: *t}\n`,
  `codops: d\ntasks: {a: {notebook: n.ipynb, method: f, args: {n: ${'9'.repeat(5000)}, m: 1e99999, x: 0x${'f'.repeat(400)}}}}\n`,
  `codops: d\ntasks: {__proto__: {notebook: n.ipynb, method: f}, constructor: {notebook: n.ipynb, method: f, toString: 1}}\n`,
  `codops: d\ntasks: {a: {notebook: n.ipynb, method: f, args: {__proto__: {x: 1}, __proto__: 2}}}\n`,
  `${'- '.repeat(3000)}\n`,
  `${'- '.repeat(3000)}\n ]\n`,
  `${'- '.repeat(3000)}\t\n - a\n`,
  `${'a: '.repeat(3000)}\n`,
  `${'!a '.repeat(500)}\n`,
  `${'&a '.repeat(500)}1\n`,
  `${'? '.repeat(500)}\n`,
  `codops: d\n# ${'x'.repeat(1024 * 1024)}\n`,
  '\uD800codops: d\n',
  '%TAG ! tag:example.org,2002:\n%YAML 9.9\n%FOO\n---\ncodops: !x d\n',
  'codops: d\ntasks:\n  a:\n    notebook: n.ipynb\n    method: f\n  a :\n    notebook: n.ipynb\n    method: f\n  "a":\n    method: g\n',
  '\0\0\0\0',
  'PK\u0003\u0004\u0014\0\0\0',
  '{"cells": [], "metadata": {}, "nbformat": 4}',
  '<<<<<<< HEAD\ncodops: debr\n=======\ncodops: sesr\n>>>>>>> other\n',
  'codops = debr\n[tasks]\n',
  '<html><body>404</body></html>'
];

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { defaultLoop } from '../configuration/fill-configuration';
import { taskKey, type TaskKey } from '../../protocol/identity';
import type { Problem } from '../../protocol/problem';
import { TaskDefinitionSchema } from '../../protocol/task-definition';
import { buildCatalogue } from './build-catalogue';
import type { CatalogueTask, DefinitionFile } from './definition';
import { parseDefinitionFile } from './parse-definition-file';
import { DEFINITION_CORPUS, HOSTILE_FILES } from './test-support/definition-corpus';
import { mutateText } from './test-support/mutate-text';

/** How many files, 10,000 before a release; and the seed of a failure that is to be seen again, as the report names it. */
const FILES = Number(process.env.PEACH_GENERATED_FILES ?? 2000);
const SEED = process.env.PEACH_SEED === undefined ? {} : { seed: Number(process.env.PEACH_SEED) };

const FIELDS = Object.keys(TaskDefinitionSchema.properties);

/** Pieces of YAML and values that mean something to it, or to those who read it. */
const PIECES = [
  ...[
    ': ',
    ':',
    '- ',
    '? ',
    ', ',
    '#',
    ' #',
    '&a ',
    '*a',
    '*window',
    '<<: ',
    '<<: *a',
    '!x ',
    '!!binary ',
    '!!str ',
    '!!set ',
    '|\n',
    '>-\n'
  ],
  ...['{', '}', '[', ']', '"', "'", '`', '@', '%', '\\', '\t', '\n', '\n\n', '\r', '\r\n', '---\n', '...\n', '\n---\n', '%YAML 1.1\n---\n'],
  ...['\0', '\u0007', '\u0085', '\u00A0', '\u2028', '\uFEFF', '\uD800', '😀', 'ü', '\u001B[31m'],
  ...['null', '~', 'true', 'yes', '.nan', '.inf', '1e400', '9223372036854775808', '2024-02-30', '0x10', '-', '""', '{}', '[]'],
  ...['sprak', 'metdata', 'dependancies', 'x-mine', '__proto__', 'constructor', 'undefined', '../n.ipynb', 'codops: debr\n', 'tasks:\n']
];

const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 6 }), fc.constantFrom(...FIELDS));

const mutation = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'remove', 'word', 'word', 'repeat line', 'move line', 'indent', 'cut', 'line breaks'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  count: fc.nat(12),
  text: piece
});

const mutated = fc
  .tuple(fc.constantFrom(...DEFINITION_CORPUS), fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([text, mutations]) => mutateText(text, mutations));

const hostile = fc
  .tuple(fc.constantFrom(...HOSTILE_FILES.filter(text => text.length < 3000)), fc.array(mutation, { maxLength: 1 }))
  .map(([text, mutations]) => mutateText(text, mutations));

const noise = fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join(''));

const json = fc.jsonValue({ maxDepth: 3 });
const anything = fc.dictionary(fc.constantFrom(...FIELDS, 'executer', 'Method', 'x-mine', '__proto__'), json, { noNullPrototype: true });
const names = fc.oneof(fc.constantFrom('a', 'dependencies', 'x-mine', 'my task', '__proto__', ''), fc.string({ maxLength: 5 }));
const shaped = fc
  .tuple(
    fc.record(
      { codops: fc.oneof(fc.constant('debr'), json), dependencies: json, tasks: fc.dictionary(names, fc.oneof(anything, json)), x: json },
      { requiredKeys: ['codops'] }
    ),
    fc.boolean()
  )
  .map(([data, asJson]) => (asJson ? JSON.stringify(data, null, 1) : stringify(data)));

const anyFile = fc.oneof(
  { arbitrary: mutated, weight: 7 },
  { arbitrary: shaped, weight: 2 },
  { arbitrary: hostile, weight: 1 },
  { arbitrary: noise, weight: 1 }
);

const FILE = 'peach.conf/sub/x.yml';
const NEIGHBOUR = 'peach.conf/neighbour.yaml';
const NEIGHBOUR_TASKS = ['related_publications', 'daily', 'a', 'task_1'];
const neighbour = parseDefinitionFile(
  NEIGHBOUR,
  `codops: debr\ntasks:\n${NEIGHBOUR_TASKS.map(name => `  ${name}: {notebook: mine.ipynb, method: mine, dependencies: [orjson]}\n`).join('')}`
);

/** What a catalogue of these files says of the neighbour's tasks, which it had before. */
function neighbourTasks(...files: readonly DefinitionFile[]): readonly CatalogueTask[] {
  const incumbents = new Map<TaskKey, string>(NEIGHBOUR_TASKS.map(name => [taskKey('debr', name), NEIGHBOUR]));
  const { organisations } = buildCatalogue({
    files,
    allowed: null,
    incumbents: () => incumbents,
    defaultExecutor: 'spark',
    loop: defaultLoop
  });
  return organisations.flatMap(({ tasks }) => tasks).filter(task => task.position.file === NEIGHBOUR);
}

const alone = neighbourTasks(neighbour);

function problemsOf(file: DefinitionFile): readonly Problem[] {
  return [...file.problems, ...file.tasks.flatMap(task => task.problems)];
}

/** Words of parsers and of JavaScript, which tell a person nothing. */
const JARGON =
  /undefined|\[object|\bat line\b|implicit|\bflow\b|\bblock\b|scalar|\btokens?\b|\bnodes?\b|Error\b|schema|propert(y|ies)|unexpected|regex|\(\?|\\p\{|oneOf|anyOf|collection/i;

/** What a person could not use in `problem`, which stands in `text`; empty where it is as it should be. */
function flawsOf({ file, line, column, message, hint }: Problem, lines: readonly string[]): readonly string[] {
  const own = `${message} ${hint ?? ''}`.replaceAll(/"(?:[^"\\…]|\\.)*["…]/g, '""').replaceAll(/`[^`]*`/g, '``');
  return [
    ...(file === FILE ? [] : [`file ${file}`]),
    ...(line >= 1 && line <= lines.length ? [] : [`line ${line} of ${lines.length}`]),
    ...(column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 1 ? [] : [`column ${column} of line ${line}`]),
    ...(message.trim() === '' || hint?.trim() === '' ? ['nothing said'] : []),
    ...(message.length + (hint?.length ?? 0) > 600 ? [`long: ${message}`] : []),
    ...(/[\p{Cc}\u2028\u2029]/u.test(`${message}${hint}`) ? [`control characters: ${JSON.stringify(message)}`] : []),
    ...(JARGON.test(own) ? [`jargon: ${message} (${hint ?? ''})`] : [])
  ];
}

/** What is wrong with what is made of `text`. */
function unsoundness(text: string): readonly string[] {
  const file = parseDefinitionFile(FILE, text);
  const problems = problemsOf(file);
  const lines = text.split('\n');
  return [
    ...problems.flatMap(problem => flawsOf(problem, lines)),
    ...(file.codops !== null && file.readable ? [] : problems.length > 0 ? [] : ['neither defines anything nor says why']),
    ...file.tasks
      .filter(task => (task.definition === null) !== task.problems.length > 0)
      .map(task => `task ${task.name} is neither good nor wrong`)
  ];
}

describe('any definition file', () => {
  it(`gives tasks or messages that people can use, and disturbs no neighbour: ${FILES} files`, () => {
    fc.assert(
      fc.property(anyFile, text => {
        expect(unsoundness(text)).toEqual([]);
        expect(neighbourTasks(parseDefinitionFile(FILE, text), neighbour)).toEqual(alone);
      }),
      { numRuns: FILES, ...SEED }
    );
  }, 300_000);

  it.each([...DEFINITION_CORPUS, ...HOSTILE_FILES].map(text => [text.slice(0, 60), text]))('does so from the start: %j', (_, text) => {
    expect(unsoundness(text)).toEqual([]);
    expect(neighbourTasks(parseDefinitionFile(FILE, text), neighbour)).toEqual(alone);
  });
});

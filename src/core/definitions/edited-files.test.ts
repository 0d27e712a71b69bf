import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TaskDefinition } from '../../protocol/task-definition';
import { checkTask } from './check-task';
import { definitionData } from './definition-data';
import type { DefinedTask } from './definition';
import { editTask } from './edit-task';
import { equalJson } from './equal-json';
import { parseDefinitionFile } from './parse-definition-file';
import { DEFINITION_CORPUS } from './test-support/definition-corpus';
import { mutateText } from './test-support/mutate-text';

const FILES = Number(process.env.PEACH_GENERATED_FILES ?? 1000);
const SEED = process.env.PEACH_SEED === undefined ? {} : { seed: Number(process.env.PEACH_SEED) };

/** Changes of the text after which it is mostly a definition file still. */
const mutation = fc.record({
  kind: fc.constantFrom('insert', 'repeat line', 'move line', 'indent', 'line breaks', 'word'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  count: fc.nat(6),
  text: fc.constantFrom('# mine\n', '\n', '\n\n    # of it\n', ' # why', ' ', '&a ', '"', "'", '- ', '\n    x-mine: [1]\n')
});

const text = fc
  .tuple(fc.constantFrom(...DEFINITION_CORPUS), fc.array(mutation, { maxLength: 3 }))
  .map(([source, mutations]) => mutateText(source, mutations));

const value = fc.oneof(
  fc.constantFrom('plain', 'two\nlines', "it's: # not", '"', '', 'yes', '12', ' a ', '- x', 'a, b', '{', '\u2028'),
  fc.jsonValue({ maxDepth: 2 })
);
const args = fc.dictionary(fc.constantFrom('user', 'days', 'options', 'x y', 'text', '__proto__', '1'), value, { maxKeys: 4 });

/** New values of fields; undefined takes one out. */
const change = fc.record(
  {
    timeout: fc.constantFrom('90s', '1h30m', undefined),
    description: fc.oneof(fc.constant(undefined), fc.constantFrom('plain', "it's", 'two\nlines', '# x: y')),
    executor: fc.constantFrom('python', 'spark', undefined),
    cells: fc.constantFrom('needed', undefined),
    dependencies: fc.oneof(
      fc.constant(undefined),
      fc.uniqueArray(fc.constantFrom('numpy>=2,<3', 'langdetect', 'pandas[parquet]', 'orjson'))
    ),
    schedule: fc.constantFrom('0 6 * * *', ['0 6 * * *', '30 5 * * mon-fri'], ['30 5 * * mon-fri', '0 7 * * *'], undefined),
    retries: fc.constantFrom({ limit: 1 }, { limit: 2, delay: '5s' }, undefined),
    disabled: fc.constantFrom(true, false, undefined),
    args: fc.oneof(fc.constant(undefined), args)
  },
  { requiredKeys: [] }
);
/** How often each field is merged into what was there rather than put in its place. */
const merging = fc.boolean();

function changedDefinition(before: TaskDefinition, fields: Readonly<Record<string, unknown>>, merge: boolean): TaskDefinition | null {
  const args = merge && typeof fields.args === 'object' ? { ...before.args, ...fields.args } : fields.args;
  const after: Record<string, unknown> = { ...before, ...fields, ...('args' in fields && { args }) };
  const given = Object.fromEntries(Object.entries(after).filter(([, each]) => each !== undefined));
  const checked = checkTask('a', JSON.parse(JSON.stringify(given)));
  return checked.ok ? checked.definition : null;
}

/** Lines of the fields that differ, and of a task in braces all of them, from 1. */
function touchedLines(task: DefinedTask, after: TaskDefinition, next: number): ReadonlySet<number> {
  const old: Readonly<Record<string, unknown>> = task.definition ?? {};
  const now: Readonly<Record<string, unknown>> = after;
  const starts = [...task.fields].filter(([path]) => !path.includes('.')).map(([path, { line }]) => ({ path, line }));
  const touched = new Set<number>();
  for (const { path, line } of starts) {
    if (!equalJson(old[path], now[path])) {
      const end = Math.min(next, ...starts.filter(each => each.line > line).map(each => each.line));
      // A value below its key begins one line late; comments above it are looked at by the examples.
      for (let each = line - 4; each < end; each++) {
        touched.add(each);
      }
    }
  }
  return touched;
}

/** Whether `lines` stand in `others` in their order. */
function standIn(lines: readonly string[], others: readonly string[]): boolean {
  let place = 0;
  return lines.every(line => {
    place = others.indexOf(line, place) + 1;
    return place > 0;
  });
}

let done = 0;

describe('an edit of any definition file', () => {
  it(`changes one task as asked and leaves every other line, or says why not: ${FILES} files`, () => {
    fc.assert(
      fc.property(text, fc.nat(9), change, merging, (source, which, fields, merge) => {
        const file = parseDefinitionFile('', source);
        const task = file.tasks[which % Math.max(1, file.tasks.length)];
        fc.pre(task?.definition != null && file.codops !== null);
        const after = changedDefinition(task.definition, fields, merge);
        fc.pre(after !== null);

        const result = editTask(source, { codops: file.codops, name: task.name, newName: task.name, before: task.definition, after });

        if (!result.ok) {
          expect(result.message.length).toBeGreaterThan(10);
          return;
        }
        done += 1;
        const now = parseDefinitionFile('', result.text);
        expect([...now.problems, ...now.tasks.flatMap(each => each.problems)]).toEqual([]);
        expect(now.tasks.map(({ name, definition }) => (name === task.name ? after : definition))).toEqual(
          now.tasks.map(({ definition }) => definition)
        );
        expect({ ...definitionData(result.text), tasks: null }).toEqual({ ...definitionData(source), tasks: null });
        const lines = source.split('\n');
        const next = Math.min(lines.length + 1, ...file.tasks.map(each => each.position.line).filter(line => line > task.position.line));
        const touched = touchedLines(task, after, next);
        const isFlow = (lines[task.position.line - 1] ?? '').includes('{');
        const others = lines.filter(
          (line, index) => !touched.has(index + 1) && !(isFlow && index + 1 >= task.position.line && index + 1 < next) && line !== ''
        );
        expect(standIn(others, result.text.split('\n'))).toBe(true);
      }),
      { numRuns: FILES, ...SEED }
    );
    // Most of them are edited, not refused.
    expect(done).toBeGreaterThan(FILES / 4);
  }, 300_000);
});

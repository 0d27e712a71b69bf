import { createCheck } from '../../protocol/check';
import { parseDuration } from '../../protocol/duration';
import { FREE_KEY_PREFIX, TaskDefinitionSchema, type TaskDefinition } from '../../protocol/task-definition';
import { parseCron } from '../schedule/cron-pattern';
import type { FieldProblem } from '../yaml/field-problem';
import { isMap } from '../yaml/is-map';
import { quoteValue } from '../yaml/quote-value';
import { schemaProblems } from '../yaml/schema-problems';
import { checkNotebookPath } from './check-notebook-path';
import { checkTimeZone } from './check-time-zone';
import { PYTHON_KEYWORDS } from './python-keywords';
import { requirementProblems } from './requirement-list';
import { withoutFreeKeys } from './without-free-keys';

type TaskCheck =
  { readonly ok: true; readonly definition: TaskDefinition } | { readonly ok: false; readonly problems: readonly FieldProblem[] };

const checkSchema = createCheck(TaskDefinitionSchema);

/** `data` as the definition of task `name`, as far as it can be judged without its organisation and its notebook. */
export function checkTask(name: string, data: unknown): TaskCheck {
  const plain = withoutFreeKeys(data, ['args']);
  const checked = checkSchema(plain);
  const wrong = checked.ok
    ? []
    : schemaProblems(checked.errors, {
        schema: TaskDefinitionSchema,
        data: plain,
        subject: `task ${quoteValue(name)}`,
        freeKeys: FREE_KEY_PREFIX
      });
  const problems = [...wrong, ...fieldProblems(withoutFields(plain, wrong))];
  return checked.ok && problems.length === 0 ? { ok: true, definition: checked.value } : { ok: false, problems };
}

/** The fields that have the form which the schema asks for. */
function withoutFields(data: unknown, wrong: readonly FieldProblem[]): Partial<TaskDefinition> {
  const names = new Set(wrong.map(problem => problem.path[0]));
  return isMap(data) ? Object.fromEntries(Object.entries(data).filter(([name]) => !names.has(name))) : {};
}

function fieldProblems(definition: Partial<TaskDefinition>): readonly FieldProblem[] {
  const { notebook, method, timezone, timeout, schedule, dependencies } = definition;
  return [
    ...at(['notebook'], notebook === undefined ? null : checkNotebookPath(notebook)),
    ...at(['method'], method === undefined ? null : checkMethod(method)),
    ...at(['cells'], checkCells(definition)),
    ...at(['timezone'], timezone === undefined ? null : checkTimeZone(timezone)),
    ...at(['timeout'], timeout === undefined ? null : checkTimeout(timeout)),
    ...(typeof schedule === 'string' ? at(['schedule'], checkSchedule(schedule)) : []),
    ...(Array.isArray(schedule) ? schedule.flatMap((text, index) => at(['schedule', String(index)], checkSchedule(text))) : []),
    ...requirementProblems(dependencies, ['dependencies'])
  ];
}

type Refusal = { readonly message: string; readonly hint: string | null };

function at(path: readonly string[], refusal: Refusal | null): readonly FieldProblem[] {
  return refusal === null ? [] : [{ path, at: 'value', ...refusal }];
}

function checkMethod(method: string): Refusal | null {
  return PYTHON_KEYWORDS.has(method)
    ? { message: `method ${quoteValue(method)} is a keyword of Python, so no function has this name`, hint: null }
    : null;
}

function checkCells({ full_notebook, cells }: Partial<TaskDefinition>): Refusal | null {
  if (full_notebook === undefined || cells === undefined || full_notebook === (cells === 'all')) {
    return null;
  }
  return {
    message: `cells: ${cells} contradicts full_notebook: ${full_notebook}`,
    hint: 'remove one of the two; cells: all is the same as full_notebook: true'
  };
}

function checkTimeout(timeout: string): Refusal | null {
  return parseDuration(timeout) === 0
    ? { message: 'timeout is 0, so that no run could begin', hint: 'write one such as 10m, or leave it out' }
    : null;
}

function checkSchedule(text: string): Refusal | null {
  const parsed = parseCron(text);
  return parsed.ok ? null : { message: `schedule ${parsed.message}`, hint: parsed.hint };
}

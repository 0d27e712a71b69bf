import { equalJson } from '../../../core/definitions/equal-json';
import type { TaskDefinition } from '../../../protocol/task-definition';
import { argumentRows } from './argument-entries';
import { formDefinition } from './form-definition';
import { initialForm } from './initial-form';
import type { EditedTask, RegisterFacts, RegisterForm } from './register-form';

type Values = Readonly<Record<string, unknown>>;

/** What the form says of the task: of an edited one what its file says, but for what was changed in the form. */
export function taskDefinition(form: RegisterForm, facts: RegisterFacts): TaskDefinition {
  const now = formDefinition(form, facts.workingCopy.path, argumentRows(form.method, facts));
  const said = facts.edited === null ? now : editedDefinition(facts.edited, { form, now }, facts);
  return { ...said, ...form.code };
}

function editedDefinition(
  { definition }: EditedTask,
  { form, now }: { readonly form: RegisterForm; readonly now: TaskDefinition },
  facts: RegisterFacts
): TaskDefinition {
  const opened = initialForm(facts);
  const then = formDefinition(opened, facts.workingCopy.path, argumentRows(opened.method, facts));
  const changed = withChanges(definition, then, now);
  // The parts of the form give every field its type again.
  return (
    form.cells === opened.cells ? { ...changed, ...cellFields(definition) } : withCells(changed, definition, form.cells)
  ) as TaskDefinition;
}

/** `original` with what tells `then` and `now` apart; arguments one by one. */
function withChanges(original: Values, then: Values, now: Values): Values {
  const keys = new Set([...Object.keys(original), ...Object.keys(now)]);
  return Object.fromEntries(
    [...keys].flatMap(key => {
      const value = equalJson(then[key], now[key]) ? original[key] : key === 'args' ? changedArguments(original, then, now) : now[key];
      return value === undefined ? [] : [[key, value]];
    })
  );
}

function changedArguments(original: Values, then: Values, now: Values): Values | undefined {
  const args = withChanges(valuesOf(original.args), valuesOf(then.args), valuesOf(now.args));
  return Object.keys(args).length === 0 ? undefined : args;
}

function valuesOf(value: unknown): Values {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function cellFields({ cells, full_notebook }: TaskDefinition): Partial<TaskDefinition> {
  return { ...(cells !== undefined && { cells }), ...(full_notebook !== undefined && { full_notebook }) };
}

/** With the choice of cells in the words that the task uses already; the usual choice is not written. */
function withCells(changed: Values, original: TaskDefinition, choice: RegisterForm['cells']): Values {
  const rest = Object.fromEntries(Object.entries(changed).filter(([key]) => key !== 'cells' && key !== 'full_notebook'));
  if (choice === 'entry') {
    return rest;
  }
  return choice === 'needed' || original.cells !== undefined ? { ...rest, cells: choice } : { ...rest, full_notebook: true };
}

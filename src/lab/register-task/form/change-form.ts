import { organisationOf } from './organisation-of';
import type { RegisterFacts, RegisterForm } from './register-form';
import { suggestTaskName } from './suggest-task-name';

/** The form after `change`. What was only proposed follows: the task's name, the arguments and the file. */
export function changeForm(form: RegisterForm, change: Partial<RegisterForm>, facts: RegisterFacts): RegisterForm {
  const changed = { ...form, ...change };
  const nameFollows = change.name === undefined && form.name === proposeName(form, facts);
  return {
    ...changed,
    name: nameFollows ? proposeName(changed, facts) : changed.name,
    args: changed.method === form.method ? changed.args : {},
    file: changed.organisation === form.organisation ? changed.file : null
  };
}

/** A free name made from the function's. */
export function proposeName(form: Pick<RegisterForm, 'method' | 'organisation'>, facts: RegisterFacts): string {
  return suggestTaskName(form.method, organisationOf(facts.workingCopy, form.organisation)?.tasks ?? []);
}

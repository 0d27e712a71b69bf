import { argumentEntries } from './argument-entries';
import { organisationOf } from './organisation-of';
import type { RegisterFacts, RegisterForm } from './register-form';
import { suggestTaskName } from './suggest-task-name';

/** The form after `change`. What was only proposed follows: the task's name, the arguments, the dependencies and the file. */
export function changeForm(form: RegisterForm, change: Partial<RegisterForm>, facts: RegisterFacts): RegisterForm {
  const changed = { ...form, ...change };
  const nameFollows = facts.edited === null && change.name === undefined && form.name === proposeName(form, facts);
  const isOtherCode = (['organisation', 'method', 'cells'] as const).some(key => changed[key] !== form[key]);
  return {
    ...changed,
    dependencies: isOtherCode && changed.dependencies === form.proposedDependencies ? '' : changed.dependencies,
    name: nameFollows ? proposeName(changed, facts) : changed.name,
    args: changed.method === form.method ? changed.args : argumentEntries(changed.method, facts),
    file: changed.organisation === form.organisation ? changed.file : null
  };
}

/** A free name made from the function's. */
export function proposeName(form: Pick<RegisterForm, 'method' | 'organisation'>, facts: RegisterFacts): string {
  return suggestTaskName(form.method, organisationOf(facts.workingCopy, form.organisation)?.tasks ?? []);
}

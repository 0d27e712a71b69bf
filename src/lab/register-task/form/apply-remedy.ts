import type { Finding } from '../../../protocol/preflight';
import { assertNever } from '../../../protocol/assert-never';
import { addDependencies, readDependencies } from './dependencies';
import { suggestTaskName } from './suggest-task-name';
import { organisationOf } from './organisation-of';
import type { RegisterFacts, RegisterForm } from './register-form';

type Remedy = Finding['remedies'][number];

/** What a remedy does: it changes the form, or it puts lines into the cell. */
export type RemedyEffect =
  { readonly kind: 'form'; readonly change: Partial<RegisterForm> } | { readonly kind: 'cell'; readonly lines: string };

export function applyRemedy(remedy: Remedy, form: RegisterForm, facts: RegisterFacts): RemedyEffect {
  switch (remedy.kind) {
    case 'use_needed_cells':
      return { kind: 'form', change: { cells: 'needed' } };
    case 'use_full_notebook':
      return { kind: 'form', change: { cells: 'all' } };
    case 'use_python':
      return { kind: 'form', change: { executor: 'python' } };
    case 'rename_task':
      return { kind: 'form', change: { name: remedy.value ?? freeName(form, facts) } };
    case 'add_dependency':
      return { kind: 'form', change: { dependencies: addDependencies(form.dependencies, readDependencies(remedy.value ?? '')) } };
    case 'copy_import':
      return { kind: 'cell', lines: remedy.value ?? '' };
    default:
      return assertNever(remedy.kind);
  }
}

function freeName(form: RegisterForm, facts: RegisterFacts): string {
  const taken = organisationOf(facts.workingCopy, form.organisation)?.tasks ?? [];
  return suggestTaskName(form.name, [...taken, form.name]);
}

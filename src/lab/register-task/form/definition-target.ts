import { chooseDefinitionFile } from '../../../core/definitions/choose-definition-file';
import { organisationOf } from './organisation-of';
import type { RegisterFacts, RegisterForm } from './register-form';

/** The file that the task goes to, and those it could go to. Paths relative to the repository's root. */
export type DefinitionTarget = { readonly file: string; readonly choices: readonly string[] };

export function definitionTarget(form: RegisterForm, { workingCopy, edited }: RegisterFacts): DefinitionTarget {
  if (edited !== null) {
    return { file: edited.file, choices: [edited.file] };
  }
  const proposal = chooseDefinitionFile({
    codops: form.organisation,
    files: organisationOf(workingCopy, form.organisation)?.files ?? [],
    taskName: form.name,
    hasPeachYaml: workingCopy.has_peach_yaml,
    taken: workingCopy.organisations.filter(each => each.codops !== form.organisation).flatMap(each => each.files)
  });
  const chosen = form.file !== null && proposal.choices.includes(form.file) ? form.file : proposal.default;
  return { file: chosen, choices: proposal.choices };
}

import type { TranslationBundle } from '@jupyterlab/translation';
import type { RegisterFacts, RegisterForm } from './register-form';

/** Chosen where the organisation is to be typed. Not a name that an organisation can have. */
export const NEW_ORGANISATION = '+';

/** What the controls hold: the form as the person sees it. */
export type FormEntries = Omit<RegisterForm, 'newOrganisation' | 'file'> & {
  readonly newOrganisation?: string;
  readonly notebook: string;
  readonly file?: string;
};

type Shown = { readonly form: RegisterForm; readonly facts: RegisterFacts; readonly file: string };

export function formEntries({ form, facts, file }: Shown, trans: TranslationBundle): FormEntries {
  const { newOrganisation, ...rest } = form;
  const typed = newOrganisation && facts.workingCopy.organisations.length > 0;
  return {
    ...rest,
    organisation: typed ? NEW_ORGANISATION : form.organisation,
    ...(typed && { newOrganisation: form.organisation }),
    notebook: trans.__('%1, cell %2', facts.workingCopy.path, facts.cellNumber),
    file
  };
}

/** What a person changed from `before` to `after`. */
export function changedEntries(before: FormEntries, after: FormEntries): Partial<RegisterForm> {
  const { organisation, newOrganisation, ...same } = after;
  const old: Readonly<Record<string, unknown>> = before;
  const changed = Object.fromEntries(Object.entries(same).filter(([key, value]) => key !== 'notebook' && value !== old[key]));
  if (organisation !== before.organisation) {
    return {
      ...changed,
      ...(organisation === NEW_ORGANISATION ? { newOrganisation: true, organisation: '' } : { newOrganisation: false, organisation })
    };
  }
  return newOrganisation === undefined || newOrganisation === before.newOrganisation
    ? changed
    : { ...changed, organisation: newOrganisation };
}

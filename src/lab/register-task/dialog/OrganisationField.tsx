import { useTranslation } from '../../translation';
import type { RegisterFacts, RegisterForm } from '../form/register-form';
import { ChoiceField } from './ChoiceField';
import { TextField } from './TextField';

/** Not a name that an organisation can have. */
const NEW = '+';

type OrganisationFieldProps = {
  readonly form: RegisterForm;
  readonly facts: RegisterFacts;
  readonly hint: string;
  readonly mistake: string | null;
  readonly onChange: (change: Partial<RegisterForm>) => void;
};

/** One of the working copy's organisations, or the name of a new one. */
export function OrganisationField({ form, facts, hint, mistake, onChange }: OrganisationFieldProps) {
  const trans = useTranslation();
  const known = facts.workingCopy.organisations.map(each => each.codops);
  const typed = (
    <TextField
      label={known.length === 0 ? trans.__('Organisation') : trans.__('New organisation')}
      hint={hint}
      mistake={mistake}
      value={form.organisation}
      onChange={organisation => onChange({ organisation })}
    />
  );
  if (known.length === 0) {
    return typed;
  }
  const choices = [...known.map(value => ({ value, label: value })), { value: NEW, label: trans.__('New organisation…') }];
  const choose = (value: string) =>
    onChange(value === NEW ? { newOrganisation: true, organisation: '' } : { newOrganisation: false, organisation: value });
  return (
    <>
      <ChoiceField
        label={trans.__('Organisation')}
        hint={form.newOrganisation ? '' : hint}
        value={form.newOrganisation ? NEW : form.organisation}
        choices={choices}
        onChange={choose}
      />
      {form.newOrganisation && typed}
    </>
  );
}

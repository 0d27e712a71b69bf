import { METADATA_LOOP } from '../../../protocol/identity';
import { EXECUTORS } from '../../../protocol/run';
import { useTranslation } from '../../translation';
import { fieldHints } from '../form/field-hints';
import type { RegisterFacts, RegisterForm } from '../form/register-form';
import { ArgumentsTable } from './ArgumentsTable';
import { CellsField } from './CellsField';
import { ChoiceField } from './ChoiceField';
import { MoreFields } from './MoreFields';
import { OrganisationField } from './OrganisationField';
import { TextField } from './TextField';
import type { Draft } from './use-draft';

type EntriesPaneProps = {
  readonly form: RegisterForm;
  readonly facts: RegisterFacts;
  readonly draft: Draft;
  /** The definition files it could go to. */
  readonly files: readonly string[];
  readonly onChange: (change: Partial<RegisterForm>) => void;
};

/** The left half of the dialog: everything that says what the task is. */
export function EntriesPane({ form, facts, draft, files, onChange }: EntriesPaneProps) {
  const trans = useTranslation();
  const hints = fieldHints(form, facts.workingCopy, trans);
  const { mistakes } = draft;
  const loops = [
    { value: 'own', label: form.organisation === '' ? trans.__('own') : form.organisation },
    { value: 'metadata', label: METADATA_LOOP }
  ] as const;
  return (
    <div className="peach-register-entries">
      <ChoiceField
        label={trans.__('Function')}
        value={form.method}
        choices={facts.functions.map(({ name }) => ({ value: name, label: name }))}
        onChange={method => onChange({ method })}
      />
      <OrganisationField form={form} facts={facts} hint={hints.organisation} mistake={mistakes.organisation} onChange={onChange} />
      <TextField
        label={trans.__('Task name')}
        hint={hints.name}
        mistake={mistakes.name}
        autoFocus
        value={form.name}
        onChange={name => onChange({ name })}
      />
      <ChoiceField
        label={trans.__('Executor')}
        hint={hints.executor}
        value={form.executor}
        choices={EXECUTORS.map(value => ({ value, label: value }))}
        onChange={executor => onChange({ executor })}
      />
      <ChoiceField label={trans.__('Loop')} hint={hints.loop} value={form.loop} choices={loops} onChange={loop => onChange({ loop })} />
      <div className="peach-register-field">
        <span>{trans.__('Notebook')}</span>
        <span>{trans.__('%1, cell %2', facts.workingCopy.path, facts.cellNumber)}</span>
      </div>
      <CellsField value={form.cells} onChange={cells => onChange({ cells })} />
      <ArgumentsTable fields={draft.fields} values={form.args} mistakes={mistakes.args} onChange={args => onChange({ args })} />
      <TextField
        label={trans.__('Dependencies')}
        hint={trans.__('Packages that this task needs beyond those of its organisation, e.g. pandas>=2, requests.')}
        value={form.dependencies}
        onChange={dependencies => onChange({ dependencies })}
      />
      {files.length > 1 && (
        <ChoiceField
          label={trans.__('File')}
          hint={trans.__('Several files define tasks of %1.', form.organisation)}
          value={form.file ?? files[0] ?? ''}
          choices={files.map(value => ({ value, label: value }))}
          onChange={file => onChange({ file })}
        />
      )}
      <MoreFields form={form} timeoutMistake={mistakes.timeout} onChange={onChange} />
    </div>
  );
}

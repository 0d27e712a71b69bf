import { useId } from 'react';
import type { ArgumentField } from '../../../core/notebook/argument-form';
import { useTranslation } from '../../translation';

type ArgumentsTableProps = {
  readonly fields: readonly ArgumentField[];
  readonly values: Readonly<Record<string, string>>;
  readonly mistakes: Readonly<Record<string, string>>;
  readonly onChange: (values: Readonly<Record<string, string>>) => void;
};

/** The arguments that the function takes, a row each. */
export function ArgumentsTable({ fields, values, mistakes, onChange }: ArgumentsTableProps) {
  const trans = useTranslation();
  const label = useId();
  if (fields.length === 0) {
    return (
      <div className="peach-register-field">
        <span>{trans.__('Arguments')}</span>
        <span className="peach-register-muted">{trans.__('The function takes none.')}</span>
      </div>
    );
  }
  return (
    <div className="peach-register-field">
      <span id={label}>{trans.__('Arguments')}</span>
      <div>
        <table className="peach-register-table peach-register-arguments" aria-labelledby={label}>
          <thead>
            <tr>
              <th scope="col">{trans.__('Name')}</th>
              <th scope="col">{trans.__('Type')}</th>
              <th scope="col">{trans.__('Value')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(field => (
              <ArgumentRow
                key={field.name}
                field={field}
                value={values[field.name] ?? ''}
                mistake={mistakes[field.name] ?? null}
                onChange={value => onChange({ ...values, [field.name]: value })}
              />
            ))}
          </tbody>
        </table>
        <div className="peach-register-hint">{trans.__('From the signature. What is left empty keeps its default.')}</div>
      </div>
    </div>
  );
}

type ArgumentRowProps = {
  readonly field: ArgumentField;
  readonly value: string;
  readonly mistake: string | null;
  readonly onChange: (value: string) => void;
};

function ArgumentRow({ field, value, mistake, onChange }: ArgumentRowProps) {
  const trans = useTranslation();
  const note = useId();
  return (
    <tr>
      <th scope="row">{field.name}</th>
      <td className="peach-register-muted">{field.annotation ?? ''}</td>
      <td>
        <input
          className="peach-register-control"
          type="text"
          spellCheck={false}
          aria-label={field.name}
          aria-describedby={note}
          aria-invalid={mistake !== null}
          aria-required={field.required}
          placeholder={field.default === null ? trans.__('required') : trans.__('%1 (default)', field.default)}
          value={value}
          onChange={event => onChange(event.target.value)}
        />
        <div id={note} className="peach-register-hint peach-mod-mistake">
          {mistake}
        </div>
      </td>
    </tr>
  );
}

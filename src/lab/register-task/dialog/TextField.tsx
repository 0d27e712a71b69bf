import { Field } from './Field';

type TextFieldProps = {
  readonly label: string;
  readonly hint?: string;
  readonly mistake?: string | null;
  readonly autoFocus?: true;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** One line of text. */
export function TextField({ label, hint, mistake, autoFocus, value, onChange }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} mistake={mistake}>
      {control => (
        <input
          {...control}
          className="peach-register-control"
          type="text"
          spellCheck={false}
          autoComplete="off"
          autoFocus={autoFocus}
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

import { Field } from './Field';

type Choice<T extends string> = { readonly value: T; readonly label: string };

type ChoiceFieldProps<T extends string> = {
  readonly label: string;
  readonly hint?: string;
  readonly value: T;
  readonly choices: readonly Choice<T>[];
  readonly onChange: (value: T) => void;
};

/** One of several values. */
export function ChoiceField<T extends string>({ label, hint, value, choices, onChange }: ChoiceFieldProps<T>) {
  const choose = (text: string) => {
    const choice = choices.find(each => each.value === text);
    if (choice !== undefined) {
      onChange(choice.value);
    }
  };
  return (
    <Field label={label} hint={hint}>
      {control => (
        <select {...control} className="peach-register-control" value={value} onChange={event => choose(event.target.value)}>
          {choices.map(choice => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

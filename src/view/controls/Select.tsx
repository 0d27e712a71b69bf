export type SelectOption<T extends string> = { readonly value: T; readonly label: string };

export type SelectProps<T extends string> = {
  readonly label: string;
  readonly labelShown: boolean;
  readonly options: readonly SelectOption<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
};

/** The browser’s own list, with the look of the other controls. */
export function Select<T extends string>({ label, labelShown, options, value, onChange }: SelectProps<T>) {
  return (
    <label className="jp-peach-SelectLabel">
      {labelShown && <span>{label}</span>}
      <span className="jp-peach-Field jp-peach-Select">
        <select
          aria-label={labelShown ? undefined : label}
          value={value}
          onChange={event => {
            const chosen = options.find(option => option.value === event.target.value);
            if (chosen !== undefined) {
              onChange(chosen.value);
            }
          }}
        >
          {options.map(option => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </span>
    </label>
  );
}

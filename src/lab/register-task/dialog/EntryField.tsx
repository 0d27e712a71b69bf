import type { EntryOptions } from '../form/entry-options';
import { optionsOf, type EntryFieldProps } from './form-props';
import { noteId } from './note-id';

/** One control of the form; it holds text, or a tick. */
export function EntryField(props: EntryFieldProps) {
  const { idSchema, formData, schema, rawErrors, autofocus, onChange } = props;
  const options = optionsOf(props);
  const id = idSchema.$id;
  const text = typeof formData === 'string' ? formData : '';
  const common = {
    id,
    'aria-describedby': noteId(id),
    'aria-invalid': (rawErrors?.length ?? 0) > 0,
    'aria-required': options.required,
    autoFocus: autofocus ?? false
  };
  switch (options.control ?? (schema.type === 'boolean' ? 'tick' : 'text')) {
    case 'fact':
      return <span id={id}>{text}</span>;
    case 'tick':
      return <Tick {...common} options={options} value={formData} onChange={onChange} />;
    case 'choice':
      return (
        <select {...common} className="peach-register-control" value={text} onChange={event => onChange(event.target.value)}>
          {options.choices?.map(choice => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      );
    case 'lines':
      return (
        <textarea
          {...common}
          className="peach-register-control"
          rows={text.split('\n').length}
          spellCheck={false}
          placeholder={options.placeholder}
          value={text}
          onChange={event => onChange(event.target.value)}
        />
      );
    case 'text':
      return (
        <input
          {...common}
          className="peach-register-control"
          type="text"
          inputMode={options.inputMode}
          spellCheck={false}
          autoComplete="off"
          placeholder={options.placeholder}
          value={text}
          onChange={event => onChange(event.target.value)}
        />
      );
  }
}

type TickProps = {
  readonly id: string;
  readonly options: EntryOptions;
  /** True and false, or of an argument, as Python writes them. */
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
};

function Tick({ options, value, onChange, ...attributes }: TickProps) {
  const isText = options.row === true;
  const ticked = isText && value === '' ? options.ticked === true : value === true || value === 'True' || value === 'true';
  return (
    <span className="peach-register-tick">
      <input
        {...attributes}
        type="checkbox"
        checked={ticked}
        onChange={({ target }) => onChange(isText ? (target.checked ? 'True' : 'False') : target.checked)}
      />
      {options.tickLabel !== undefined && <label htmlFor={attributes.id}>{options.tickLabel}</label>}
    </span>
  );
}

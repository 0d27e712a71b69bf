import { CodeText } from '../../../view/controls/CodeText';
import { optionsOf, type FieldTemplateProps } from './form-props';
import { noteId } from './note-id';

/** An entry with its label and, below it, its hint or its mistake. Lab's own template names no control by its label. */
export function EntryTemplate(props: FieldTemplateProps) {
  const { id, label, children, rawErrors = [], rawDescription, schema } = props;
  const options = optionsOf(props);
  if (schema.type === 'object' && options.row !== true) {
    return children;
  }
  const hint = options.help ?? rawDescription ?? '';
  const note = (
    <div id={noteId(id)} className={rawErrors.length === 0 ? 'peach-register-hint' : 'peach-register-hint peach-mod-mistake'}>
      {rawErrors.length === 0 ? options.row !== true && <CodeText text={hint} /> : <CodeText text={rawErrors.join(' ')} />}
    </div>
  );
  if (options.row === true) {
    return (
      <tr>
        <th scope="row">
          <label htmlFor={id}>{label}</label>
        </th>
        <td className="peach-register-muted">{schema.description}</td>
        <td>
          {children}
          {note}
        </td>
      </tr>
    );
  }
  return (
    <div className="peach-register-field">
      {options.control === 'fact' ? <span>{label}</span> : <label htmlFor={id}>{label}</label>}
      <div>
        {children}
        {note}
      </div>
    </div>
  );
}

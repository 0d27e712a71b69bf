import { useTranslation } from '../../translation';
import { Field } from './Field';

type FullNotebookFieldProps = { readonly checked: boolean; readonly onChange: (checked: boolean) => void };

export function FullNotebookField({ checked, onChange }: FullNotebookFieldProps) {
  const trans = useTranslation();
  return (
    <Field label={trans.__('Full notebook')} hint={trans.__('Cells tagged peach-skip are left out.')}>
      {control => (
        <span className="peach-register-check">
          <input {...control} type="checkbox" checked={checked} onChange={event => onChange(event.target.checked)} />
          {trans.__('Run every code cell in order')}
        </span>
      )}
    </Field>
  );
}

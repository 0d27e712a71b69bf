import type { CellChoice } from '../../../protocol/task';
import { useTranslation } from '../../translation';
import { ChoiceField } from './ChoiceField';

type CellsFieldProps = { readonly value: CellChoice; readonly onChange: (value: CellChoice) => void };

/** Which cells of the notebook run. */
export function CellsField({ value, onChange }: CellsFieldProps) {
  const trans = useTranslation();
  const choices = [
    { value: 'entry', label: trans.__('This cell') },
    { value: 'needed', label: trans.__('This cell and those it needs') },
    { value: 'all', label: trans.__('Every code cell in order') }
  ] as const;
  const hint = value === 'entry' ? undefined : trans.__('Cells tagged peach-skip are left out.');
  return <ChoiceField label={trans.__('Cells')} hint={hint} value={value} choices={choices} onChange={onChange} />;
}

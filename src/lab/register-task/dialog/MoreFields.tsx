import { useTranslation } from '../../translation';
import type { RegisterForm } from '../form/register-form';
import { TextField } from './TextField';

type MoreFieldsProps = {
  readonly form: RegisterForm;
  readonly timeoutMistake: string | null;
  readonly onChange: (change: Partial<RegisterForm>) => void;
};

/** Fields that most tasks do without, folded away. */
export function MoreFields({ form, timeoutMistake, onChange }: MoreFieldsProps) {
  const trans = useTranslation();
  return (
    <details className="peach-register-more">
      <summary>{trans.__('More: time limit, description')}</summary>
      <TextField
        label={trans.__('Time limit')}
        hint={trans.__('Of one execution, e.g. 90s, 10m, 1h30m; empty: its loop’s own.')}
        mistake={timeoutMistake}
        value={form.timeout}
        onChange={timeout => onChange({ timeout })}
      />
      <TextField
        label={trans.__('Description')}
        hint={trans.__('Shown in the lists.')}
        value={form.description}
        onChange={description => onChange({ description })}
      />
    </details>
  );
}

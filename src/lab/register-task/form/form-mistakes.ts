import type { TranslationBundle } from '@jupyterlab/translation';
import { parseArgument, type ArgumentField } from '../../../core/notebook/argument-form';
import { parseDuration } from '../../../protocol/duration';
import { isCodops, isTaskName, METADATA_LOOP } from '../../../protocol/identity';
import type { RegisterForm } from './register-form';

/** What is wrong with single entries, before anybody else is asked; null or absent: nothing. */
export type FormMistakes = {
  readonly organisation: string | null;
  readonly name: string | null;
  readonly timeout: string | null;
  /** By the name of the parameter. */
  readonly args: Readonly<Record<string, string>>;
};

export function formMistakes(form: RegisterForm, fields: readonly ArgumentField[], trans: TranslationBundle): FormMistakes {
  return {
    organisation: isCodops(form.organisation)
      ? null
      : trans.__('Use small letters, digits, “-” and “_”, at most 63, beginning with a letter or digit; “%1” is taken.', METADATA_LOOP),
    name: isTaskName(form.name) ? null : trans.__('Use letters, digits, “_”, “.” and “-”, at most 128, beginning with a letter or digit.'),
    timeout:
      form.timeout.trim() === '' || (parseDuration(form.timeout.trim()) ?? 0) > 0
        ? null
        : trans.__('Use a length of time such as 90s, 10m or 1h30m.'),
    args: argumentMistakes(form, fields)
  };
}

/** True where nothing stands in the way of a definition. */
export function isFlawless(mistakes: FormMistakes): boolean {
  return mistakes.organisation === null && mistakes.name === null && mistakes.timeout === null && Object.keys(mistakes.args).length === 0;
}

/** An empty required value is the check's to report, once, with the words every part uses. */
function argumentMistakes(form: RegisterForm, fields: readonly ArgumentField[]): Record<string, string> {
  const mistakes: Record<string, string> = {};
  for (const field of fields) {
    const text = form.args[field.name] ?? '';
    const parsed = parseArgument(field, text);
    if (text.trim() !== '' && !parsed.ok) {
      mistakes[field.name] = parsed.message;
    }
  }
  return mistakes;
}

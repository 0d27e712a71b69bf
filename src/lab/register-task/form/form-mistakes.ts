import type { TranslationBundle } from '@jupyterlab/translation';
import { checkTask } from '../../../core/definitions/check-task';
import { parseArgument, type ArgumentField } from '../../../core/notebook/argument-form';
import { isCodops, isTaskName, METADATA_LOOP } from '../../../protocol/identity';
import type { TaskDefinition } from '../../../protocol/task-definition';
import { endSentence } from '../../../view/controls/sentence';
import { entryOf } from './entry-of';
import type { RegisterForm } from './register-form';
import { readRetries } from './retry-entries';

/** What is wrong with single entries, before anybody else is asked, by their path: `timeout`, `args.days`. */
export type FormMistakes = Readonly<Record<string, string>>;

type Entered = { readonly form: RegisterForm; readonly fields: readonly ArgumentField[]; readonly definition: TaskDefinition };

/** `definition` is what the entries come to; it is held against what every definition file is held against. */
export function formMistakes({ form, fields, definition }: Entered, trans: TranslationBundle): FormMistakes {
  const checked = checkTask(form.name, definition);
  const wrong = checked.ok ? [] : checked.problems.filter(({ path }) => path[0] !== 'args');
  return {
    ...Object.fromEntries(wrong.map(({ path, message, hint }) => [entryOf(path.join('.')), endSentence(withHint(message, hint))])),
    ...(isCodops(form.organisation)
      ? {}
      : {
          organisation: trans.__(
            'Use small letters, digits, “-” and “_”, at most 63, beginning with a letter or digit; “%1” is taken.',
            METADATA_LOOP
          )
        }),
    ...(isTaskName(form.name)
      ? {}
      : { name: trans.__('Use letters, digits, “_”, “.” and “-”, at most 128, beginning with a letter or digit.') }),
    ...retryMistakes(form, trans),
    ...argumentMistakes(form, fields)
  };
}

/** True where nothing stands in the way of a definition. */
export function isFlawless(mistakes: FormMistakes): boolean {
  return Object.keys(mistakes).length === 0;
}

function withHint(message: string, hint: string | null): string {
  return hint === null ? message : `${message}; ${hint}`;
}

function retryMistakes(form: RegisterForm, trans: TranslationBundle): FormMistakes {
  const retries = readRetries(form.retries);
  if (retries.ok) {
    return {};
  }
  return {
    'retries.limit':
      retries.mistake === 'missing'
        ? trans.__('Say how many retries, or leave the delay empty too.')
        : trans.__('Use a whole number from 0 to 100.')
  };
}

/** An empty required value is the check's to report, once, with the words every part uses. */
function argumentMistakes(form: RegisterForm, fields: readonly ArgumentField[]): FormMistakes {
  const mistakes: Record<string, string> = {};
  for (const field of fields) {
    const text = form.args[field.name] ?? '';
    const parsed = parseArgument(field, text);
    if (text.trim() !== '' && !parsed.ok) {
      mistakes[`args.${field.name}`] = endSentence(parsed.message);
    }
  }
  return mistakes;
}

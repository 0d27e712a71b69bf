import type { TranslationBundle } from '@jupyterlab/translation';
import type { ArgumentField } from '../../../core/notebook/argument-form';
import type { EntryChoice, EntryOptions } from './entry-options';

/** How the row of an argument is drawn: by its type, with its default in sight. */
export function argumentUi(field: ArgumentField, trans: TranslationBundle): EntryOptions {
  const placeholder = field.default === null ? (field.required ? trans.__('required') : '') : trans.__('%1 (default)', field.default);
  return { row: true, required: field.required, placeholder, ...controlOf(field, placeholder) };
}

function controlOf(field: ArgumentField, placeholder: string): EntryOptions {
  if (field.choices !== null) {
    return choice(
      field,
      placeholder,
      field.choices.map(({ text }) => text)
    );
  }
  switch (field.kind) {
    case 'bool':
      return field.required || field.default === 'True' || field.default === 'False'
        ? { control: 'tick', ticked: field.default === 'True' }
        : choice(field, placeholder, ['True', 'False']);
    case 'int':
      return { control: 'text', inputMode: 'numeric' };
    case 'float':
      return { control: 'text', inputMode: 'decimal' };
    case 'str':
      return { control: 'text' };
    case 'json':
    case 'expression':
      return { control: field.container === null ? 'text' : 'lines' };
  }
}

/** Left at its default, or at nothing, first. */
function choice(field: ArgumentField, placeholder: string, texts: readonly string[]): EntryOptions {
  const others = field.nullable && field.default !== 'None' && !texts.includes('None') ? [...texts, 'None'] : texts;
  const choices: readonly EntryChoice[] = others.filter(text => text !== field.default).map(text => ({ value: text, label: text }));
  return { control: 'choice', choices: [{ value: '', label: placeholder }, ...choices] };
}

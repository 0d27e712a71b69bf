import { FormComponent, type IFormComponentProps } from '@jupyterlab/ui-components';
import { changedEntries, type FormEntries } from '../form/form-entries';
import type { FormMistakes } from '../form/form-mistakes';
import type { FormSchema } from '../form/form-schema';
import type { RegisterForm } from '../form/register-form';
import { EntryField } from './EntryField';
import { EntryTemplate } from './EntryTemplate';
import { GroupTemplate } from './GroupTemplate';

type TaskFormProps = {
  readonly schema: FormSchema;
  readonly ui: Readonly<Record<string, unknown>>;
  readonly entries: FormEntries;
  /** By the path of the entry. */
  readonly errors: FormMistakes;
  readonly onChange: (change: Partial<RegisterForm>) => void;
};

const templates = { FieldTemplate: EntryTemplate, ObjectFieldTemplate: GroupTemplate };
const fields = { StringField: EntryField, NumberField: EntryField, BooleanField: EntryField };
/** What is wrong is found elsewhere: texts that are half typed fit no schema. */
const validator: IFormComponentProps['validator'] = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({}),
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the type asks for it still
  toErrorList: () => [],
  isValid: () => true
};

/** The entries, drawn by Lab's form component from the schema of a task definition. It stands inside a form element. */
export function TaskForm({ schema, ui, entries, errors, onChange }: TaskFormProps) {
  return (
    <FormComponent
      tagName="div"
      idPrefix="peach-register"
      idSeparator="."
      schema={schema}
      uiSchema={ui}
      formData={entries}
      extraErrors={errorSchema(errors)}
      templates={templates}
      fields={fields}
      validator={validator}
      showErrorList={false}
      experimental_defaultFormStateBehavior={{ emptyObjectFields: 'skipDefaults' }}
      // The component gives back what it was given, with what our own controls changed in it.
      onChange={({ formData }) => onChange(changedEntries(entries, { ...entries, ...formData }))}
    />
  );
}

type ErrorSchema = { [key: string]: ErrorSchema } & { __errors?: string[] };

function errorSchema(errors: FormMistakes): ErrorSchema {
  const root: ErrorSchema = {};
  for (const [path, message] of Object.entries(errors)) {
    let place = root;
    for (const step of path.split('.')) {
      place = place[step] ??= {};
    }
    place.__errors = [message];
  }
  return root;
}

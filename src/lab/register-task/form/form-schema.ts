import type { TranslationBundle } from '@jupyterlab/translation';
import type { ArgumentField } from '../../../core/notebook/argument-form';
import { argumentSchema } from '../../../core/notebook/argument-schema';
import { TaskDefinitionSchema } from '../../../protocol/task-definition';

/** A JSON Schema as the form component takes it. */
export type FormSchema = Readonly<Record<string, unknown>>;

const { properties } = TaskDefinitionSchema;
const RETRIES = properties.retries.properties;

/** Entries in their order; those behind `More` are folded away. */
export const MORE_ENTRIES = ['schedule', 'timezone', 'missed', 'overlap', 'timeout', 'retries', 'disabled', 'description'] as const;

/**
 * The schema of the entries: that of a task definition, with what says where the task goes. A list or a number is typed
 * as text, so that what is half typed is not lost.
 */
export function formSchema(
  fields: readonly ArgumentField[],
  extra: { readonly newOrganisation: boolean; readonly file: boolean },
  trans: TranslationBundle
): FormSchema {
  return {
    type: 'object',
    properties: {
      method: asText(properties.method),
      organisation: { type: 'string', title: trans.__('Organisation') },
      ...(extra.newOrganisation && { newOrganisation: { type: 'string', title: trans.__('New organisation') } }),
      name: { type: 'string', title: trans.__('Task name') },
      executor: asText(properties.executor),
      loop: asText(properties.loop),
      notebook: asText(properties.notebook),
      cells: asText(properties.cells),
      args: {
        type: 'object',
        title: properties.args.title,
        properties: Object.fromEntries(fields.map(field => [field.name, argumentSchema(field)]))
      },
      dependencies: asText(properties.dependencies),
      ...(extra.file && { file: { type: 'string', title: trans.__('File') } }),
      schedule: asText(properties.schedule),
      timezone: asText(properties.timezone),
      missed: asText(properties.missed),
      overlap: asText(properties.overlap),
      timeout: asText(properties.timeout),
      retries: { type: 'object', properties: { limit: asText(RETRIES.limit), delay: asText(RETRIES.delay) } },
      disabled: { type: 'boolean', title: properties.disabled.title, description: properties.disabled.description },
      description: asText(properties.description)
    }
  };
}

function asText({ title, description }: { readonly title?: string; readonly description?: string }): FormSchema {
  return { type: 'string', title, description };
}

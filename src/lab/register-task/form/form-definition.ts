import { parseArgument, type ArgumentField } from '../../../core/notebook/argument-form';
import { METADATA_LOOP } from '../../../protocol/identity';
import type { Json } from '../../../protocol/json';
import type { TaskDefinition } from '../../../protocol/task-definition';
import { readDependencies } from './dependencies';
import type { RegisterForm } from './register-form';
import { readRetries } from './retry-entries';

/** The task as its definition file will say it, its keys in the order they are written. Entries with a mistake are left out. */
export function formDefinition(form: RegisterForm, notebook: string, fields: readonly ArgumentField[]): TaskDefinition {
  const args = formArguments(form, fields);
  return {
    notebook,
    method: form.method,
    ...(form.cells === 'needed' ? { cells: form.cells } : { full_notebook: form.cells === 'all' }),
    executor: form.executor,
    ...(form.loop === 'metadata' && { loop: METADATA_LOOP }),
    ...textField('timeout', form.timeout),
    ...(Object.keys(args).length > 0 && { args }),
    ...listField('dependencies', readDependencies(form.dependencies)),
    ...scheduleFields(form),
    ...retryFields(form),
    ...(form.disabled && { disabled: true }),
    ...textField('description', form.description)
  };
}

function scheduleFields({ schedule, timezone, missed, overlap }: RegisterForm): Partial<TaskDefinition> {
  const patterns = schedule
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
  const [only] = patterns;
  return {
    ...(only !== undefined && patterns.length === 1 ? { schedule: only } : listField('schedule', patterns)),
    ...textField('timezone', timezone),
    ...(missed !== '' && { missed }),
    ...(overlap !== '' && { overlap })
  };
}

function retryFields(form: RegisterForm): Partial<TaskDefinition> {
  const retries = readRetries(form.retries);
  return retries.ok && retries.value !== null ? { retries: retries.value } : {};
}

function textField<K extends string>(key: K, text: string): Partial<Record<K, string>> {
  return text.trim() === '' ? {} : ({ [key]: text.trim() } as Record<K, string>);
}

function listField<K extends string>(key: K, list: readonly string[]): Partial<Record<K, string[]>> {
  return list.length === 0 ? {} : ({ [key]: [...list] } as Record<K, string[]>);
}

function formArguments(form: RegisterForm, fields: readonly ArgumentField[]): Record<string, Json> {
  const args: Record<string, Json> = {};
  for (const field of fields) {
    const text = form.args[field.name] ?? '';
    const parsed = parseArgument(field, text);
    // A text row takes every text, the empty one too; an untouched row gives nothing.
    if (parsed.ok && parsed.value !== undefined && text !== '') {
      args[field.name] = parsed.value;
    }
  }
  return args;
}

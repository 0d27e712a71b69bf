import { parseArgument, type ArgumentField } from '../../../core/notebook/argument-form';
import { METADATA_LOOP } from '../../../protocol/identity';
import type { Json } from '../../../protocol/json';
import type { TaskDefinition } from '../../../protocol/task-definition';
import { readDependencies } from './dependencies';
import type { RegisterForm } from './register-form';

/** The task as its definition file will say it, its keys in the order they are written. Entries with a mistake are left out. */
export function formDefinition(form: RegisterForm, notebook: string, fields: readonly ArgumentField[]): TaskDefinition {
  const args = formArguments(form, fields);
  const dependencies = readDependencies(form.dependencies);
  return {
    notebook,
    method: form.method,
    ...(form.cells === 'needed' ? { cells: form.cells } : { full_notebook: form.cells === 'all' }),
    executor: form.executor,
    ...(form.loop === 'metadata' && { loop: METADATA_LOOP }),
    ...(form.timeout.trim() !== '' && { timeout: form.timeout.trim() }),
    ...(Object.keys(args).length > 0 && { args }),
    ...(dependencies.length > 0 && { dependencies: [...dependencies] }),
    ...(form.description.trim() !== '' && { description: form.description.trim() })
  };
}

function formArguments(form: RegisterForm, fields: readonly ArgumentField[]): Record<string, Json> {
  const args: Record<string, Json> = {};
  for (const field of fields) {
    const text = form.args[field.name] ?? '';
    const parsed = parseArgument(field, text);
    // A text row takes every text, the empty one too; an untouched row gives nothing.
    if (parsed.ok && parsed.value !== undefined && (text !== '' || !field.required)) {
      args[field.name] = parsed.value;
    }
  }
  return args;
}

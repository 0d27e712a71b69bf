import { TaskDefinitionSchema, type TaskDefinition } from '../../protocol/task-definition';
import { isMap } from '../yaml/is-map';
import { renderEntry } from './render-entry';
import { renderText } from './render-scalar';

/** The fields that are given, in the order in which the format lists them. */
export function givenFields(definition: TaskDefinition): readonly (readonly [string, unknown])[] {
  const rank = Object.keys(TaskDefinitionSchema.properties);
  return Object.entries<unknown>(definition)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => rank.indexOf(a) - rank.indexOf(b));
}

/** The lines of one field of a task; arguments stand below each other. */
export function renderField(field: string, value: unknown, indent: string, step: string): readonly string[] {
  return field === 'args' && isMap(value) && Object.keys(value).length > 0
    ? [`${indent}args:`, ...Object.entries(value).flatMap(([key, argument]) => renderEntry(key, argument, indent + step, step))]
    : renderEntry(field, value, indent, step);
}

/** The lines of one task of a definition file: its name at `indent`, its fields `step` further in. */
export function renderTask(name: string, definition: TaskDefinition, indent: string, step: string): readonly string[] {
  const fields = givenFields(definition).flatMap(([field, value]) => renderField(field, value, indent + step, step));
  return [`${indent}${renderText(name)}:`, ...fields];
}

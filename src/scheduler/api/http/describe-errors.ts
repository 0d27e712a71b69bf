import type { ErrorObject } from 'ajv';
import type { TSchema } from '@sinclair/typebox';

/** Where a value came from, as messages name it. */
export type InputPlace = 'body' | 'query';

/** One mistake of a request: the field's path (`paths.0`; empty: the whole), and what is allowed. */
export type InputMistake = { readonly field: string; readonly message: string };

/** What is wrong with a value, in words, one entry a field. `schema` is the one that `errors` come from. */
export function describeErrors(errors: readonly ErrorObject[], schema: TSchema, place: InputPlace): readonly InputMistake[] {
  const mistakes = new Map<string, string>();
  for (const error of errors) {
    const field = fieldOf(error);
    // Of `anyOf [string, null]` the first error is the one that helps; ajv reports the branches before the choice.
    if (!mistakes.has(field)) {
      mistakes.set(field, describe(error, field === '' ? `the ${place}` : `${place} field \`${field}\``, schema));
    }
  }
  return [...mistakes].map(([field, message]) => ({ field, message }));
}

function fieldOf(error: ErrorObject): string {
  const path = error.instancePath.split('/').slice(1);
  const name = missingOrUnknown(error);
  return (name === null ? path : [...path, name]).join('.');
}

function missingOrUnknown(error: ErrorObject): string | null {
  const name: unknown = error.params.missingProperty ?? error.params.additionalProperty;
  return typeof name === 'string' ? name : null;
}

function describe(error: ErrorObject, what: string, schema: TSchema): string {
  switch (error.keyword) {
    case 'required':
      return `${what} is missing`;
    case 'additionalProperties':
      return error.instancePath === '' ? `${what} is unknown; allowed are ${fieldNames(schema)}` : `${what} is unknown`;
    case 'enum':
      return `${what} must be one of ${String(error.params.allowedValues)}`.replaceAll(',', ', ');
    default:
      return `${what} ${error.message ?? 'is not as the schema says'}`;
  }
}

function fieldNames(schema: TSchema): string {
  const names = Object.keys((schema as { readonly properties?: object }).properties ?? {});
  return names.length === 0 ? 'none' : names.join(', ');
}

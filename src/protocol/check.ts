import type { TSchema, Static } from '@sinclair/typebox';
import { Ajv, type ErrorObject } from 'ajv';
import { DueTimeSchema } from './due-time';
import { CommitSchema, RunSchema } from './run';
import { OrganisationSchema, LoopSchema, RepositorySchema } from './organisation';
import { ProblemSchema } from './problem';
import { TaskSchema } from './task';

/** Formats of our schemas that ajv does not know by itself. */
const FORMATS = { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/ };

function createAjv(): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: false, formats: FORMATS });
  ajv.addSchema([ProblemSchema, CommitSchema, RunSchema, TaskSchema, DueTimeSchema, LoopSchema, RepositorySchema, OrganisationSchema]);
  return ajv;
}

let shared: Ajv | null = null;

/** What {@link createCheck} makes: the value as its type, or the validator's own errors. */
export type Check<T> = (
  value: unknown
) => { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly ErrorObject[] };

/** A parser for data from outside that `schema` describes. Compiled at the first use, so that importing costs nothing. */
export function createCheck<T extends TSchema>(schema: T): Check<Static<T>> {
  let validate: (((value: unknown) => boolean) & { errors?: null | ErrorObject[] }) | null = null;
  return value => {
    shared ??= createAjv();
    validate ??= (typeof schema.$id === 'string' ? shared.getSchema(schema.$id) : undefined) ?? shared.compile(schema);
    return validate(value) ? { ok: true, value: value as Static<T> } : { ok: false, errors: validate.errors ?? [] };
  };
}

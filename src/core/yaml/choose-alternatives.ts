import type { ErrorObject } from 'ajv';

/** What ajv says of one place in the data. `types` gathers those of all alternatives where none of them fits. */
export type SchemaError = { readonly error: ErrorObject; readonly types: readonly string[] | null };

/**
 * ajv reports every alternative of an `anyOf`, though the person meant one: the errors of the alternative whose type
 * fits stay; where none fits, one error stands for all.
 */
export function chooseAlternatives(errors: readonly ErrorObject[]): readonly SchemaError[] {
  let left: readonly SchemaError[] = errors.map(error => ({ error, types: null }));
  for (const union of errors.filter(error => error.keyword === 'anyOf')) {
    const of = left.filter(
      ({ error }) => error.schemaPath.startsWith(`${union.schemaPath}/`) && error.instancePath.startsWith(union.instancePath)
    );
    const wrongType = of.filter(({ error }) => error.keyword === 'type' && error.instancePath === union.instancePath);
    const refused = new Set(wrongType.map(({ error }) => branchOf(error, union)));
    const fitting = of.filter(({ error }) => !refused.has(branchOf(error, union)));
    const types = wrongType.map(({ error }) => String(error.params.type));
    const chosen: readonly SchemaError[] = fitting.length > 0 ? fitting : [{ error: union, types }];
    left = [...left.filter(one => !of.includes(one) && one.error !== union), ...chosen];
  }
  return left;
}

function branchOf(error: ErrorObject, union: ErrorObject): string {
  return error.schemaPath.slice(union.schemaPath.length + 1).split('/')[0] ?? '';
}

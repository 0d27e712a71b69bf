import type { ArgumentField } from './argument-form';

/** What JSON Schema says of one argument, as far as the signature tells. */
export type ArgumentSchema = {
  readonly title: string;
  /** Its type hint as written. */
  readonly description?: string;
  readonly type?: readonly string[];
  readonly enum?: readonly unknown[];
};

const TYPES = { int: 'integer', float: 'number', bool: 'boolean', str: 'string' } as const;
const CONTAINERS = { list: 'array', mapping: 'object' } as const;

/** The schema of the values that a row takes. */
export function argumentSchema(field: ArgumentField): ArgumentSchema {
  const type = typeOf(field);
  const values = field.choices?.map(choice => choice.value);
  return {
    title: field.name,
    ...(field.annotation !== null && { description: field.annotation }),
    ...(values === undefined
      ? type !== null && { type: field.nullable ? [type, 'null'] : [type] }
      : { enum: field.nullable && !values.includes(null) ? [...values, null] : values })
  };
}

function typeOf({ kind, container }: ArgumentField): string | null {
  if (container !== null) {
    return CONTAINERS[container];
  }
  return kind === 'json' || kind === 'expression' ? null : TYPES[kind];
}

import { Type, type TUnsafe } from '@sinclair/typebox';

/** A schema that accepts exactly `values`; its type is their union. Reads better in JSON Schema than `anyOf` of constants. */
export function stringEnum<const T extends readonly string[]>(values: T, description?: string): TUnsafe<T[number]> {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...(description === undefined ? {} : { description }) });
}

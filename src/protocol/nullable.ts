import { Type, type TSchema } from '@sinclair/typebox';

/** `schema` or `null`: the API names every field always and says `null` where there is nothing. */
export function nullable<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()]);
}

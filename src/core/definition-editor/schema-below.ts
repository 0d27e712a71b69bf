import { isMap } from '../yaml/is-map';

/** A part of a JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** What `schema` says of the value at `path` below the data that it describes; null where it names no such key. */
export function schemaBelow(schema: Schema, path: readonly string[]): Schema | null {
  let found: Schema | null = schema;
  for (const key of path) {
    found = found === null ? null : schemaOfKey(found, key);
  }
  return found;
}

function schemaOfKey({ properties, patternProperties }: Schema, key: string): Schema | null {
  const named = isMap(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
  const patterns = isMap(patternProperties) ? Object.entries(patternProperties) : [];
  const found = named ?? patterns.find(([pattern]) => new RegExp(pattern, 'u').test(key))?.[1];
  return isMap(found) ? found : null;
}

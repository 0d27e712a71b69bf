import { isMap } from './is-map';

/** The part of `schema` at one of ajv's own paths, `#/properties/args/type`; undefined where it leads nowhere. */
function schemaAt(schema: unknown, path: string): unknown {
  let found = schema;
  for (const step of path.split('/').slice(1)) {
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    found = Array.isArray(found) ? found[Number(key)] : isMap(found) ? found[key] : undefined;
  }
  return found;
}

/** The schema that holds the keyword at `path`. */
export function schemaOf(schema: unknown, path: string): Readonly<Record<string, unknown>> {
  const parent = schemaAt(schema, path.slice(0, path.lastIndexOf('/')));
  return isMap(parent) ? parent : {};
}

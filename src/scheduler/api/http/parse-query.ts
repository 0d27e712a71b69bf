import type { Static, TObject } from '@sinclair/typebox';
import { createInputParser, type InputParser } from './parse-input';

/** What JupyterLab appends to URLs to keep caches away: a number alone. It means nothing. */
const CACHE_BUSTER = /^\d+$/;
const INTEGER = /^-?\d{1,15}$/;

/** As {@link createInputParser}, for query parameters: they come as text, and those of type integer become numbers. */
export function createQueryParser<T extends TObject>(schema: T): InputParser<Static<T>> {
  const parse = createInputParser(schema, 'query');
  return query => {
    const entries = Object.entries(query as Readonly<Record<string, unknown>>).filter(([name]) => !CACHE_BUSTER.test(name));
    return parse(Object.fromEntries(entries.map(([name, value]) => [name, asSchemaSays(value, schema.properties[name]?.type)])));
  };
}

function asSchemaSays(value: unknown, type: unknown): unknown {
  return type === 'integer' && typeof value === 'string' && INTEGER.test(value) ? Number(value) : value;
}

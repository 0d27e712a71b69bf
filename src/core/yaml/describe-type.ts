import { joinWords } from './join-words';

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'a map',
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number'
};

/** `text or a list`, for types as JSON Schema names them. */
export function describeTypes(types: readonly string[]): string {
  return joinWords(
    types.filter(type => type !== 'null').map(type => NAMES[type] ?? type),
    'or'
  );
}

/** What kind of thing `value` is, without showing it. */
export function describeKind(value: unknown): string {
  if (value === null || value === undefined) {
    return 'empty';
  }
  return typeof value === 'boolean' ? String(value) : describeTypes([Array.isArray(value) ? 'array' : typeof value]);
}

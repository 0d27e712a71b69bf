import { METADATA_LOOP } from '../../protocol/identity';
import { DefinitionFileSchema, MAX_DEFINITION_BYTES, TaskDefinitionSchema } from '../../protocol/task-definition';
import { isMap } from '../yaml/is-map';
import { findCursorPlace, type CursorPlace } from './find-cursor-place';
import { schemaBelow, type Schema } from './schema-below';
import { wordAt, type Word } from './word-at';

/** One word that can be written at a place. */
type CompletionOption = {
  readonly kind: 'key' | 'value';
  /** What is shown. */
  readonly label: string;
  /** What is written; a key brings its colon along where it has none. */
  readonly insert: string;
  /** What the schema says of the field. */
  readonly documentation: string;
};

/** The options for the text from `from` to `to`, in UTF-16 units. */
export type DefinitionCompletion = { readonly from: number; readonly to: number; readonly options: readonly CompletionOption[] };

/** What can be written at `offset` of the text of a definition file. */
export function completeDefinition(text: string, offset: number): DefinitionCompletion {
  const word = wordAt(text, offset);
  const place = text.length > MAX_DEFINITION_BYTES ? null : findCursorPlace(text, word);
  const schema = place === null ? null : schemaBelow(DefinitionFileSchema, place.path);
  const options = place === null || schema === null ? [] : optionsAt(place, schema, word);
  const begun = text.slice(word.from, offset);
  const whole = text.slice(word.from, word.to);
  return { from: word.from, to: word.to, options: options.filter(({ label, insert }) => label.startsWith(begun) && insert !== whole) };
}

function optionsAt(place: CursorPlace, schema: Schema, word: Word): readonly CompletionOption[] {
  const keys = place.kind === 'key' ? keysOf(schema).filter(([key]) => !place.siblings.includes(key)) : [];
  const options = keys.map(([key, field]) => keyOption(key, field, word));
  // A value may stand on the line below its key, where a key could begin as well.
  const values = place.siblings.length === 0 || place.kind === 'value' ? valuesOf(schema, place) : [];
  return [...options, ...values.map(label => ({ kind: 'value', label, insert: label, documentation: describe(schema) }) as const)];
}

function keysOf({ properties }: Schema): readonly (readonly [string, Schema])[] {
  return Object.entries(isMap(properties) ? properties : {}).map(([key, field]) => [key, isMap(field) ? field : {}]);
}

function keyOption(key: string, field: Schema, word: Word): CompletionOption {
  const holdsMore = isMap(field.properties) || field.type === 'object' || field.type === 'array';
  const insert = word.colon || word.quoted ? key : `${key}${holdsMore ? ':' : ': '}`;
  return { kind: 'key', label: key, insert, documentation: describe(field) };
}

function valuesOf(schema: Schema, { document }: CursorPlace): readonly string[] {
  if (schema === TaskDefinitionSchema.properties.loop) {
    const codops = document.get('codops');
    return [METADATA_LOOP, ...(typeof codops === 'string' ? [codops] : [])];
  }
  return schema.type === 'boolean' ? ['true', 'false'] : Array.isArray(schema.enum) ? schema.enum.map(String) : [];
}

function describe({ description }: Schema): string {
  return typeof description === 'string' ? description : '';
}

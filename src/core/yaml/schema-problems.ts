import type { ErrorObject } from 'ajv';
import { chooseAlternatives, type SchemaError } from './choose-alternatives';
import { describeKind, describeTypes } from './describe-type';
import type { FieldProblem } from './field-problem';
import { isMap } from './is-map';
import { joinWords } from './join-words';
import { didYouMean } from './nearest-word';
import { patternWording } from './pattern-wording';
import { quoteValue } from './quote-value';
import { schemaOf } from './schema-of';

/** What was checked: `subject` names its root in messages, `freeKeys` is the beginning of keys that the schema does not know. */
export type Checked = { readonly schema: unknown; readonly data: unknown; readonly subject: string; readonly freeKeys: string | null };

type Words = { readonly message: string; readonly hint: string | null };

/** One value is wrong in one way for a person, in the first of these that ajv found. */
const ORDER = ['type', 'anyOf', 'minLength', 'enum'];

/** ajv's errors in words: what is wrong, what is allowed, what was probably meant. */
export function schemaProblems(errors: readonly ErrorObject[], checked: Checked): readonly FieldProblem[] {
  const ordered = [...chooseAlternatives(errors)].sort((a, b) => rank(a) - rank(b));
  const told = new Set<string>();
  return ordered.flatMap(one => {
    const problem = describe(one, checked);
    const place = problem.path.join('/');
    if (problem.at === 'value' && told.has(place)) {
      return [];
    }
    told.add(place);
    return [problem];
  });
}

function rank({ error }: SchemaError): number {
  const found = ORDER.indexOf(error.keyword);
  return found < 0 ? ORDER.length : found;
}

function describe({ error, types }: SchemaError, checked: Checked): FieldProblem {
  const path = stepsOf(error.instancePath);
  const value = valueAt(checked.data, path);
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params.additionalProperty);
      return { path: [...path, key], at: 'key', ...unknownKey(key, path, schemaOf(checked.schema, error.schemaPath), checked) };
    }
    case 'required':
      return {
        path,
        at: 'key',
        ...missingKey(String(error.params.missingProperty), path, schemaOf(checked.schema, error.schemaPath), checked)
      };
    default: {
      const label = path.length === 0 ? checked.subject : path.join('.');
      return { path, at: 'value', ...wrongValue(error, { label, value, types, schema: schemaOf(checked.schema, error.schemaPath) }) };
    }
  }
}

function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, step) => (Array.isArray(value) ? value[Number(step)] : isMap(value) ? value[step] : undefined), data);
}

function placeName(path: readonly string[], subject: string): string {
  return path.length === 0 ? subject : path.join('.');
}

function unknownKey(key: string, path: readonly string[], schema: Readonly<Record<string, unknown>>, checked: Checked): Words {
  const known = isMap(schema.properties) ? Object.keys(schema.properties) : [];
  const [pattern] = isMap(schema.patternProperties) ? Object.keys(schema.patternProperties) : [];
  const wording = pattern === undefined ? undefined : patternWording(pattern);
  if (wording !== undefined) {
    return { message: `${quoteValue(key)} is not ${wording[0]}; ${wording[1]}`, hint: null };
  }
  const remedy = checked.freeKeys === null ? 'remove it' : `remove it; keys of your own begin with ${checked.freeKeys}`;
  return {
    message: `unknown key ${quoteValue(key)} in ${placeName(path, checked.subject)}; use ${joinWords(known, 'or')}`,
    hint: didYouMean(key, known) ?? remedy
  };
}

function missingKey(key: string, path: readonly string[], schema: Readonly<Record<string, unknown>>, checked: Checked): Words {
  const field = isMap(schema.properties) ? schema.properties[key] : undefined;
  const description = isMap(field) && typeof field.description === 'string' ? `: ${field.description}` : '';
  return { message: `${placeName(path, checked.subject)} has no ${key}, which is required`, hint: `add ${key}${description}` };
}

type WrongValue = {
  readonly label: string;
  readonly value: unknown;
  readonly types: readonly string[] | null;
  /** What was asked of the value. */
  readonly schema: Readonly<Record<string, unknown>>;
};

function wrongValue(error: ErrorObject, wrong: WrongValue): Words {
  const { label, value, types } = wrong;
  const limit = String(error.params.limit);
  switch (error.keyword) {
    case 'anyOf':
    case 'type':
      return wrongType(wrong, types ?? [error.params.type].flat().map(String));
    case 'enum': {
      const allowed = [error.params.allowedValues].flat().map(String);
      return {
        message: `${label} ${quoteValue(value)} does not exist; use ${joinWords(allowed, 'or')}`,
        hint: didYouMean(String(value), allowed)
      };
    }
    case 'pattern': {
      const [kind, allowed] = patternWording(String(error.params.pattern)) ?? [
        'in the form that is asked for',
        `it must match ${error.params.pattern}`
      ];
      return { message: `${label} ${quoteValue(value)} is not ${kind}; ${allowed}`, hint: null };
    }
    case 'minLength':
      return { message: `${label} is empty; write at least ${limit} character`, hint: null };
    case 'maxLength':
      return { message: `${label} is too long; at most ${limit} characters are allowed`, hint: null };
    case 'minItems':
      return { message: `${label} is an empty list; write at least ${limit} item`, hint: `leave ${label} out` };
    case 'minimum':
      return { message: `${label} is ${String(value)}; at least ${limit} is allowed`, hint: null };
    case 'maximum':
      return { message: `${label} is ${String(value)}; at most ${limit} is allowed`, hint: null };
    default:
      return { message: `${label} ${error.message ?? 'is wrong'}`, hint: null };
  }
}

function wrongType({ label, value, schema }: WrongValue, types: readonly string[]): Words {
  const message = `${label} is ${describeKind(value)}; it must be ${describeTypes(types)}`;
  const asText = types.includes('string') && (typeof value === 'number' || typeof value === 'boolean');
  return { message, hint: asText ? textHint(String(value), schema) : (kindHint(value, types) ?? mapHint(types, schema)) };
}

/** The keys that a map may have, where that is what was asked for; any where the schema names none. */
function mapHint(types: readonly string[], { properties }: WrongValue['schema']): string | null {
  if (types.join() !== 'object') {
    return null;
  }
  const keys = Object.keys(properties ?? {});
  return keys.length === 0 ? 'write it as {name: value}' : `its keys are ${joinWords(keys, 'and')}`;
}

/** What to write in place of a value that is no text: the same in quotes, where that would do. */
function textHint(text: string, { pattern, enum: allowed }: WrongValue['schema']): string {
  if (Array.isArray(allowed)) {
    return `use ${joinWords(allowed.map(String), 'or')}`;
  }
  const fits = typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text);
  return (fits ? undefined : patternWording(pattern)?.[1]) ?? 'write it in quotes';
}

function kindHint(value: unknown, types: readonly string[]): string | null {
  if (types.includes('boolean') && typeof value === 'string' && /^(?:yes|on|no|off)$/i.test(value)) {
    return `write ${/^(?:yes|on)$/i.test(value) ? 'true' : 'false'}`;
  }
  return types.join() === 'array' && typeof value === 'string' ? 'write it as a list, as [a, b]' : null;
}

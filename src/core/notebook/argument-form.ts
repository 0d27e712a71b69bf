import { parseJson, type Json } from '../../protocol/json';
import { readYaml } from '../yaml/read-yaml';
import { isMap } from '../yaml/is-map';
import { collectProblems } from '../yaml/collect-problems';
import { literalChoices, type ArgumentChoice } from './literal-choices';
import { literalKind, type ArgumentKind } from './literal-kind';
import type { CellFunction, Parameter } from './notebook';

/** One row of the argument form. */
export type ArgumentField = {
  readonly name: string;
  readonly annotation: string | null;
  /** Source text of the default; null where there is none. */
  readonly default: string | null;
  readonly required: boolean;
  readonly kind: ArgumentKind;
  /** What a row for a list or a mapping takes; null for the other rows. */
  readonly container: 'list' | 'mapping' | null;
  /** The values of `Literal[…]`; null where any may be given. */
  readonly choices: readonly ArgumentChoice[] | null;
  /** Whether None may be given. */
  readonly nullable: boolean;
};

type ParsedArgument =
  | { readonly ok: true; /** Undefined: left at its default. */ readonly value: Json | undefined }
  | { readonly ok: false; readonly message: string };

const OPTIONAL = /^(?:typing\.)?Optional\[(.*)\]$|^(.*?)\s*\|\s*None$|^None\s*\|\s*(.*)$/s;
const TYPED: Readonly<Record<string, ArgumentKind>> = { int: 'int', float: 'float', bool: 'bool', str: 'str' };
const LIST = /^(?:typing\.|collections\.abc\.)?(?:list|tuple|List|Tuple|Sequence|Iterable)\b/;
const MAPPING = /^(?:typing\.|collections\.abc\.)?(?:dict|Dict|Mapping)\b/;
/** The largest value that is read, in bytes. */
const MAX_ARGUMENT_BYTES = 1024 * 1024;

/** The rows for the parameters that a task can give: those that take their value by name. `enums`: values of classes by their names. */
export function argumentFields(
  fn: CellFunction,
  enums: ReadonlyMap<string, readonly ArgumentChoice[]> = new Map()
): readonly ArgumentField[] {
  return fn.parameters
    .filter(parameter => parameter.kind === 'standard' || parameter.kind === 'keyword_only')
    .map(({ name, annotation, default: given }) => {
      const type = plainType(annotation ?? '');
      return {
        name,
        annotation,
        default: given,
        required: given === null,
        kind: kindOf(type, given),
        container: containerOf(type),
        choices: literalChoices(type) ?? enums.get(type) ?? null,
        nullable: annotation === null || isOptional(annotation) || given === 'None'
      };
    });
}

/** The row for an argument that the function has no parameter for by its name, such as one that `**others` takes. */
export function otherArgumentField(name: string): ArgumentField {
  return { name, annotation: null, default: null, required: false, kind: 'json', container: null, choices: null, nullable: true };
}

function kindOf(type: string, given: Parameter['default']): ArgumentKind {
  return annotatedKind(type) ?? (given === null ? 'json' : literalKind(given));
}

function annotatedKind(type: string): ArgumentKind | null {
  if (Object.hasOwn(TYPED, type)) {
    return TYPED[type] ?? null;
  }
  if (literalChoices(type)?.every(choice => typeof choice.value === 'string') === true) {
    return 'str';
  }
  return LIST.test(type) || MAPPING.test(type) ? 'json' : null;
}

/** Null too where several types are allowed. */
function containerOf(type: string): ArgumentField['container'] {
  if (type.replace(/\[.*\]/s, '').includes('|')) {
    return null;
  }
  return LIST.test(type) ? 'list' : MAPPING.test(type) ? 'mapping' : null;
}

/** The annotation without its quotes and without `None`. */
function plainType(annotation: string): string {
  const [, bracketed, before, after] = OPTIONAL.exec(unquoted(annotation)) ?? [];
  return (bracketed ?? before ?? after ?? unquoted(annotation)).trim();
}

function isOptional(annotation: string): boolean {
  return OPTIONAL.test(unquoted(annotation));
}

function unquoted(annotation: string): string {
  return /^(["'])(.*)\1$/s.exec(annotation)?.[2] ?? annotation;
}

/** The value of what a person typed into a row. Typed rows take their type only, the others JSON, else text. */
export function parseArgument(field: ArgumentField, text: string): ParsedArgument {
  const trimmed = text.trim();
  if (field.default !== null && (trimmed === '' || trimmed === field.default)) {
    return { ok: true, value: undefined };
  }
  if (/^(?:None|null)$/.test(trimmed) && field.nullable) {
    return { ok: true, value: null };
  }
  const value = field.choices === null ? readValue(field, text) : readChoice(field.choices, text);
  return value === undefined ? { ok: false, message: complaint(field, trimmed) } : { ok: true, value };
}

/** Undefined where the text is no value of the row's kind. */
function readValue(field: ArgumentField, text: string): Json | undefined {
  const trimmed = text.trim();
  switch (field.kind) {
    case 'int':
      return /^[+-]?\d+(?:_\d+)*$/.test(trimmed) ? exact(Number(trimmed.replaceAll('_', ''))) : undefined;
    case 'float':
      return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed) ? exact(Number(trimmed)) : undefined;
    case 'bool':
      return /^true$/i.test(trimmed) ? true : /^false$/i.test(trimmed) ? false : undefined;
    case 'str': {
      const quoted = parseJson(trimmed);
      return typeof quoted === 'string' ? quoted : text;
    }
    case 'json':
    case 'expression':
      return readJson(field, text);
  }
}

/** As it is written in the signature, or without quotes. */
function readChoice(choices: readonly ArgumentChoice[], text: string): Json | undefined {
  return choices.find(choice => choice.text === text.trim() || choice.value === text)?.value;
}

function readJson({ container }: ArgumentField, text: string): Json | undefined {
  const json = parseJson(text);
  const value = json === undefined && (container !== null || /^\s*[[{]/.test(text)) ? parseYaml(text) : json;
  if (container !== null) {
    const fits = container === 'list' ? Array.isArray(value) : isMap(value);
    return fits && !hasInexactNumber(value) ? (value as Json) : undefined;
  }
  if (value === undefined) {
    return text.trim() === '' ? undefined : text;
  }
  // Both parsers make nothing but JSON.
  return hasInexactNumber(value) ? undefined : (value as Json);
}

/** Undefined where it is no YAML, or holds what JSON can't. */
function parseYaml(text: string): unknown {
  const reading = readYaml('', text, MAX_ARGUMENT_BYTES);
  return reading.ok && reading.root !== null && collectProblems(reading.root).length === 0 ? reading.root.value : undefined;
}

/** Numbers that JavaScript would change on their way into the file. */
function hasInexactNumber(value: unknown): boolean {
  if (typeof value === 'number') {
    return exact(value) === undefined;
  }
  return typeof value === 'object' && value !== null && Object.values(value).some(hasInexactNumber);
}

function exact(value: number): number | undefined {
  const inexact = Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21;
  return Number.isFinite(value) && !inexact ? value : undefined;
}

const CONTAINER_EXAMPLES = { list: 'list, e.g. [1, 2]', mapping: 'mapping, e.g. {key: value}' } as const;

function complaint(field: ArgumentField, text: string): string {
  if (text === '') {
    return `${field.name} needs a value`;
  }
  if (field.choices !== null) {
    return `${field.name} takes one of ${field.choices.map(choice => choice.text).join(', ')}`;
  }
  switch (field.kind) {
    case 'int':
      return `${field.name} takes a whole number of at most 15 digits, e.g. 7`;
    case 'float':
      return `${field.name} takes a number, e.g. 0.5`;
    case 'bool':
      return `${field.name} takes true or false`;
    case 'str':
    case 'json':
    case 'expression':
      return field.container !== null
        ? `${field.name} takes a ${CONTAINER_EXAMPLES[field.container]}, as YAML or JSON, with whole numbers of at most 15 digits`
        : `${field.name} holds a number that can't be kept exactly; put it in quotes to give it as text`;
  }
}

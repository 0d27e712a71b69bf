import { parseJson, type Json } from '../../protocol/json';
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
};

type ParsedArgument =
  | { readonly ok: true; /** Undefined: left at its default. */ readonly value: Json | undefined }
  | { readonly ok: false; readonly message: string };

const OPTIONAL = /^(?:typing\.)?Optional\[(.*)\]$|^(.*?)\s*\|\s*None$|^None\s*\|\s*(.*)$/s;
const TYPED: Readonly<Record<string, ArgumentKind>> = { int: 'int', float: 'float', bool: 'bool', str: 'str' };
const CONTAINER = /^(?:typing\.|collections\.abc\.)?(?:list|dict|tuple|List|Dict|Tuple|Sequence|Mapping|Iterable)\b/;
const TEXT_LITERAL = /^(?:typing\.)?Literal\[\s*["'][^[\]]*["']\s*,?\s*\]$/;

/** The rows for the parameters that a task can give: those that take their value by name. */
export function argumentFields(fn: CellFunction): readonly ArgumentField[] {
  return fn.parameters
    .filter(parameter => parameter.kind === 'standard' || parameter.kind === 'keyword_only')
    .map(parameter => ({
      name: parameter.name,
      annotation: parameter.annotation,
      default: parameter.default,
      required: parameter.default === null,
      kind: kindOf(parameter)
    }));
}

function kindOf(parameter: Parameter): ArgumentKind {
  return annotatedKind(parameter.annotation) ?? (parameter.default === null ? 'json' : literalKind(parameter.default));
}

function annotatedKind(annotation: string | null): ArgumentKind | null {
  const type = plainType(annotation ?? '');
  if (Object.hasOwn(TYPED, type)) {
    return TYPED[type] ?? null;
  }
  if (TEXT_LITERAL.test(type)) {
    return 'str';
  }
  return CONTAINER.test(type) ? 'json' : null;
}

/** The annotation without its quotes and without `None`. */
function plainType(annotation: string): string {
  const unquoted = /^(["'])(.*)\1$/s.exec(annotation)?.[2] ?? annotation;
  const [, bracketed, before, after] = OPTIONAL.exec(unquoted) ?? [];
  return (bracketed ?? before ?? after ?? unquoted).trim();
}

/** The value of what a person typed into a row. Typed rows take their type only, the others JSON, else text. */
export function parseArgument(field: ArgumentField, text: string): ParsedArgument {
  const trimmed = text.trim();
  if (field.default !== null && (trimmed === '' || trimmed === field.default)) {
    return { ok: true, value: undefined };
  }
  if (/^(?:None|null)$/.test(trimmed) && takesNone(field)) {
    return { ok: true, value: null };
  }
  const value = readValue(field, text);
  return value === undefined ? { ok: false, message: complaint(field, trimmed) } : { ok: true, value };
}

function takesNone(field: ArgumentField): boolean {
  return field.annotation === null || OPTIONAL.test(field.annotation) || field.default === 'None';
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

function readJson(field: ArgumentField, text: string): Json | undefined {
  const value = parseJson(text);
  if (value === undefined || (value === null && isContainer(field))) {
    return text.trim() === '' || isContainer(field) ? undefined : text;
  }
  // JSON.parse makes nothing but JSON.
  return hasInexactNumber(value) ? undefined : (value as Json);
}

/** A row for a list or mapping takes no plain text. */
function isContainer(field: ArgumentField): boolean {
  return field.annotation !== null && CONTAINER.test(plainType(field.annotation));
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

function complaint(field: ArgumentField, text: string): string {
  if (text === '') {
    return `${field.name} needs a value`;
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
      return isContainer(field)
        ? `${field.name} takes JSON, e.g. [1, 2] or {"key": "value"}, with whole numbers of at most 15 digits`
        : `${field.name} holds a number that can't be kept exactly; put it in quotes to give it as text`;
  }
}

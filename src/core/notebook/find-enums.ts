import { literalChoices, type ArgumentChoice } from './literal-choices';

/** A class whose members are equal to their values, so that a task can give these. */
const CLASS = /^class\s+(\w+)\s*\((?:.*\b(?:str|int)\b.*\bEnum|.*\b(?:StrEnum|IntEnum))\b.*\)\s*:/;
const MEMBER = /^[ \t]+\w+\s*=\s*(.+?)\s*(?:#.*)?$/;

/** The values of the classes `class Mode(str, Enum)`, and the like, that a cell defines at its top level, by their names. */
export function findEnums(source: string): ReadonlyMap<string, readonly ArgumentChoice[]> {
  const found = new Map<string, readonly ArgumentChoice[]>();
  let name: string | null = null;
  for (const line of source.split('\n')) {
    if (/^\S/.test(line)) {
      name = CLASS.exec(line)?.[1] ?? null;
      continue;
    }
    const value = MEMBER.exec(line)?.[1];
    const choices = name === null || value === undefined ? null : literalChoices(`Literal[${value}]`);
    if (name !== null && choices !== null) {
      found.set(name, [...(found.get(name) ?? []), ...choices]);
    }
  }
  return found;
}

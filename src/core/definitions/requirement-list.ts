import { MAX_REQUIREMENT_LENGTH } from '../../protocol/task-definition';
import type { LocatedNode } from '../yaml/located-node';
import type { FieldProblem } from '../yaml/field-problem';
import { checkRequirement } from './check-requirement';
import type { Requirement } from './definition';

/** What is wrong with the texts of `list`, which stands at `path`. What is no text, or too long to be looked at, is the schema's to report. */
export function requirementProblems(list: unknown, path: readonly string[]): readonly FieldProblem[] {
  const items = Array.isArray(list) ? (list as readonly unknown[]) : [];
  return items.flatMap((item, index) => {
    const refusal = isReadable(item) ? checkRequirement(item) : null;
    return refusal === null ? [] : [{ path: [...path, String(index)], at: 'value', ...refusal } satisfies FieldProblem];
  });
}

/** The good requirements in the list that `node` is, with their places. */
export function readRequirements(node: LocatedNode | undefined): readonly Requirement[] {
  const items = node !== undefined && Array.isArray(node.value) ? [...node.children.values()] : [];
  return items.flatMap(({ value, position }) =>
    isReadable(value) && value.trim() !== '' && checkRequirement(value) === null ? [{ text: value.trim(), position }] : []
  );
}

function isReadable(item: unknown): item is string {
  return typeof item === 'string' && item.length > 0 && item.length <= MAX_REQUIREMENT_LENGTH;
}

import type { CatalogueTask, Position } from '../../core/definitions/definition';
import type { ExtractedCode } from '../../core/notebook/notebook';
import type { CheckedCode } from './check-code';

/** A task of the catalogue, held against its notebook too. */
export type CheckedTask = CatalogueTask & {
  /** The code it runs; null where something is wrong. */
  readonly code: ExtractedCode | null;
};

/** The task with what was found for its definition, if it has one. */
export function checkedTask(task: CatalogueTask, checked: CheckedCode | undefined): CheckedTask {
  if (checked === undefined) {
    return { ...task, code: null };
  }
  if (checked.ok) {
    return { ...task, code: checked.code };
  }
  const problems = checked.problems.map(problem => {
    const position = positionOf(task, problem.field);
    return { ...position, message: problem.message, hint: problem.hint };
  });
  return { ...task, code: null, problems: [...task.problems, ...problems] };
}

/** Where the field stands; where it does not, the field around it, or the task. */
export function positionOf(task: CatalogueTask, field: string): Position {
  const parent = field.lastIndexOf('.');
  return task.fields.get(field) ?? (parent < 0 ? task.position : positionOf(task, field.slice(0, parent)));
}

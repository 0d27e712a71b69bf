import type { Problem } from '../../protocol/problem';
import type { Position } from '../definitions/definition';

/** A mistake at `position`. */
export function problemAt(position: Position, message: string, hint: string | null = null): Problem {
  return { file: position.file, line: position.line, column: position.column, message, hint };
}

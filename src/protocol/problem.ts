import { Type, type Static } from '@sinclair/typebox';
import { nullable } from './nullable';

/** One mistake in a file that a person wrote, at the place where it was made. */
export const ProblemSchema = Type.Object(
  {
    file: Type.String({ description: 'path relative to the root of the repository, or the configuration file' }),
    line: Type.Integer({ minimum: 1, description: 'counted from 1' }),
    column: Type.Integer({ minimum: 1, description: 'counted from 1, in UTF-16 units' }),
    message: Type.String({ description: 'what is wrong and what is allowed' }),
    hint: nullable(Type.String({ description: 'what to do, e.g. the name that was probably meant' }))
  },
  { $id: 'Problem', additionalProperties: false }
);

export type Problem = Readonly<Static<typeof ProblemSchema>>;

/** `file:line:column: message (hint)`, the one form in which every part shows a problem. */
export function formatProblem(problem: Problem): string {
  const hint = problem.hint === null ? '' : ` (${problem.hint})`;
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.message}${hint}`;
}

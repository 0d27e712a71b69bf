import type { Problem } from '../../protocol/problem';
import type { DefinitionFile } from './definition';

/** A file of which nothing can be known but why. */
export function unreadableDefinitionFile(file: string, problems: readonly Problem[]): DefinitionFile {
  return {
    file,
    readable: false,
    codops: null,
    codopsPosition: { file, line: 1, column: 1 },
    dependencies: [],
    taskDependencies: [],
    tasks: [],
    problems
  };
}

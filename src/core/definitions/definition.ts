import type { ExecutorName } from '../../protocol/run';
import type { Problem } from '../../protocol/problem';
import type { TaskDefinition } from '../../protocol/task-definition';
import type { TaskKey } from '../../protocol/identity';

/** A place in a file, both counted from 1. */
export type Position = { readonly file: string; readonly line: number; readonly column: number };

/** Where each field's value stands, by path: `method`, `args.days`, `dependencies.0`. A map is one. */
export interface IFieldPositions extends Iterable<[string, Position]> {
  get(path: string): Position | undefined;
}

/** One line of `dependencies`, and where it was written. */
export type Requirement = { readonly text: string; readonly position: Position };

/** One task as a file states it, before it is held against other files, the configuration and its notebook. */
export type DefinedTask = {
  readonly name: string;
  /** Of the task's name. */
  readonly position: Position;
  /** Null where the definition is wrong: `problems` then says how. */
  readonly definition: TaskDefinition | null;
  readonly fields: IFieldPositions;
  readonly problems: readonly Problem[];
};

/** What one definition file says. */
export type DefinitionFile = {
  readonly file: string;
  /** False where nobody can tell which tasks it defines: those it defined before are then invalid, not removed. */
  readonly readable: boolean;
  /** Null where the file does not say it in a way that can be read. */
  readonly codops: string | null;
  readonly codopsPosition: Position;
  readonly dependencies: readonly Requirement[];
  readonly taskDependencies: readonly Requirement[];
  readonly tasks: readonly DefinedTask[];
  /** What is wrong outside any one task. */
  readonly problems: readonly Problem[];
};

/** A task of a repository, held against all its files and the configuration. Its notebook is checked apart. */
export type CatalogueTask = {
  readonly key: TaskKey;
  readonly organisation: string;
  readonly name: string;
  readonly position: Position;
  readonly fields: IFieldPositions;
  /** Null where the definition is wrong. */
  readonly definition: TaskDefinition | null;
  readonly executor: ExecutorName;
  readonly loop: string;
  /** Seconds. */
  readonly timeout: number;
  /** Why a good definition is not run, or null. */
  readonly held: string | null;
  /** Its own requirements. */
  readonly requirements: readonly Requirement[];
  readonly problems: readonly Problem[];
};

/** What a repository says of one organisation. */
export type CatalogueOrganisation = {
  readonly codops: string;
  /** For every task: `dependencies` and `tasks.dependencies` of all its files. */
  readonly requirements: readonly Requirement[];
  /** In the order of the loop: files by path, tasks as written. */
  readonly tasks: readonly CatalogueTask[];
  /** Of its files, outside any one task. */
  readonly problems: readonly Problem[];
};

/** Everything a repository defines at one commit. */
export type Catalogue = {
  readonly organisations: readonly CatalogueOrganisation[];
  /** Of files that belong to no organisation that could be read. */
  readonly problems: readonly Problem[];
};

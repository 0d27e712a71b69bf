import type { TaskDefinition } from '../../protocol/task-definition';

/** A task of a definition file that is to say something else. */
export type TaskEdit = {
  readonly codops: string;
  readonly name: string;
  readonly newName: string;
  /** What the file says of it, as it was read. */
  readonly before: TaskDefinition;
  readonly after: TaskDefinition;
};

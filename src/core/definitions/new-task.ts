import type { TaskDefinition } from '../../protocol/task-definition';

/** A task to write into a definition file. */
export type NewTask = { readonly codops: string; readonly name: string; readonly definition: TaskDefinition };

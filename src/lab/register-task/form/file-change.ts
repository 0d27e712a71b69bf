import { spliceTask } from '../../../core/definitions/splice-task';
import type { TaskDefinition } from '../../../protocol/task-definition';
import type { WorkingText } from '../dialog/use-working-file';
import { previewLines, type FilePreview } from './preview-lines';

/** A definition file as it was read, and as it is to be written. `before` null: there is no such file yet. */
export type FileChange = { readonly file: string; readonly before: string | null; readonly after: string; readonly preview: FilePreview };

export type FileChangeState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'ready'; readonly change: FileChange }
  | { readonly kind: 'impossible'; readonly message: string };

type NewTask = { readonly codops: string; readonly name: string; readonly definition: TaskDefinition };

/** What writing `task` does to `file`, with its text as it is in the working copy now. */
export function fileChange(file: string, onDisk: WorkingText, task: NewTask): FileChangeState {
  switch (onDisk.kind) {
    case 'reading':
      return { kind: 'reading' };
    case 'failed':
      return { kind: 'impossible', message: onDisk.message };
    case 'read': {
      const before = onDisk.text;
      const spliced = spliceTask(before, task);
      return spliced.ok
        ? { kind: 'ready', change: { file, before, after: spliced.text, preview: previewLines(before ?? '', spliced.text) } }
        : { kind: 'impossible', message: spliced.message };
    }
  }
}

import { editTask } from '../../../core/definitions/edit-task';
import { spliceTask } from '../../../core/definitions/splice-task';
import type { TaskDefinition } from '../../../protocol/task-definition';
import type { WorkingText } from '../dialog/use-working-file';
import { previewLines, type FilePreview } from './preview-lines';
import type { EditedTask } from './register-form';

/** A definition file as it was read, and as it is to be written. `before` null: there is no such file yet. */
export type FileChange = { readonly file: string; readonly before: string | null; readonly after: string; readonly preview: FilePreview };

export type FileChangeState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'ready'; readonly change: FileChange }
  /** `line`: where in the file the reason lies; null: nowhere in it. */
  | { readonly kind: 'impossible'; readonly message: string; readonly line: number | null };

type WrittenTask = {
  readonly codops: string;
  readonly name: string;
  readonly definition: TaskDefinition;
  /** What the task is now; null: it is a new one. */
  readonly edited: EditedTask | null;
};

/** What writing `task` does to `file`, with its text as it is in the working copy now. */
export function fileChange(file: string, onDisk: WorkingText, task: WrittenTask): FileChangeState {
  switch (onDisk.kind) {
    case 'reading':
      return { kind: 'reading' };
    case 'failed':
      return { kind: 'impossible', message: onDisk.message, line: null };
    case 'read': {
      const before = onDisk.text;
      const written = write(before, task);
      return written.ok
        ? { kind: 'ready', change: { file, before, after: written.text, preview: previewLines(before ?? '', written.text) } }
        : { kind: 'impossible', message: written.message, line: written.line };
    }
  }
}

type Written =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string; readonly line: number | null };

function write(text: string | null, { codops, name, definition, edited }: WrittenTask): Written {
  if (edited === null) {
    const spliced = spliceTask(text, { codops, name, definition });
    return spliced.ok ? spliced : { ...spliced, line: null };
  }
  const written = editTask(text ?? '', { codops, name: edited.name, newName: name, before: edited.definition, after: definition });
  return written.ok ? written : { ok: false, message: written.message, line: written.place?.line ?? null };
}

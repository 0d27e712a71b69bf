import type { IconTone } from '../icons/Icon';
import type { IconName } from '../icons/icon-shapes';
import type { Task } from '../../protocol/task';

/** A tag beside the name of a task; `title` says what it means. */
export type TaskMark = { readonly word: string; readonly icon: IconName; readonly tone: IconTone; readonly title: string };

/** The marks of a task beside its state, the one that matters most first. */
export function taskMarks(task: Task): readonly TaskMark[] {
  const marks: (TaskMark | null)[] = [
    task.removed
      ? { word: 'removed', icon: 'dash', tone: 'idle', title: 'No longer on master: it keeps its history and is not run.' }
      : null,
    task.invalid
      ? { word: 'invalid', icon: 'triangle', tone: 'bad', title: 'Its definition is wrong: it keeps its history and is not run.' }
      : null,
    task.disabled ? { word: 'disabled', icon: 'dash', tone: 'idle', title: 'Disabled in its definition: it is not run.' } : null,
    task.paused ? { word: 'paused', icon: 'pause', tone: 'text', title: 'Paused: it is not run until it is resumed.' } : null,
    task.held === null ? null : { word: 'held', icon: 'clock', tone: 'idle', title: `Not run: ${task.held}` }
  ];
  return marks.filter(mark => mark !== null);
}

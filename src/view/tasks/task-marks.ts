import type { IconTone } from '../icons/Icon';
import type { IconName } from '../icons/icon-shapes';
import type { Task } from '../../protocol/task';

/** A tag beside the name of a task; `title` says what it means. */
export type TaskMark = { readonly word: string; readonly icon: IconName; readonly tone: IconTone; readonly title: string };

const PAUSED = {
  task: 'Paused: it starts nothing by itself until it is resumed.',
  loop: 'Its loop is paused: it starts nothing by itself until that is resumed.',
  everything: 'Everything is paused: nothing starts by itself until `peach resume --all`.'
};

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
    task.paused_by === null ? null : { word: 'paused', icon: 'pause', tone: 'text', title: PAUSED[task.paused_by] },
    task.held === null ? null : { word: 'held', icon: 'clock', tone: 'idle', title: `Not run: ${task.held}` }
  ];
  return marks.filter(mark => mark !== null);
}

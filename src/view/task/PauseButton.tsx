import { Button, type ButtonProps } from '../controls/Button';
import type { Task } from '../../protocol/task';

export type PauseButtonProps = Pick<ButtonProps, 'look' | 'iconOnly' | 'tabStop' | 'refusal' | 'onPress'> & { readonly task: Task };

/** Pauses a task, or resumes one that is paused. */
export function PauseButton({ task, ...props }: PauseButtonProps) {
  return task.paused ? (
    <Button {...props} label="Resume" icon="resume" tooltip="Resume: let it start by itself again" />
  ) : (
    <Button {...props} label="Pause" icon="pause" tooltip="Pause: it starts nothing by itself until it is resumed" />
  );
}

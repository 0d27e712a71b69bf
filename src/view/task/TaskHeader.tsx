import { Button } from '../controls/Button';
import type { TaskId } from '../../protocol/identity';
import type { Task } from '../../protocol/task';
import { PauseButton } from './PauseButton';
import type { TaskActs } from './task-acts';
import { taskFacts } from './task-facts';
import { taskPermissions } from './task-permissions';

export type TaskHeaderProps = {
  readonly task: Task;
  readonly live: boolean;
  readonly compact: boolean;
  readonly acts: TaskActs;
  /** Undefined: not possible in this place. */
  readonly onEdit: ((task: TaskId) => void) | undefined;
};

/** The chosen task, and what can be done with it. */
export function TaskHeader({ task, live, compact, acts, onEdit }: TaskHeaderProps) {
  const refusals = taskPermissions(task, live);
  const look = compact ? 'plain' : 'box';
  const facts = taskFacts(task);
  return (
    <div className="jp-peach-TaskHeader">
      <h2 className="jp-peach-cut" title={compact ? facts : task.name}>
        {task.name}
      </h2>
      {!compact && (
        <span className="jp-peach-muted jp-peach-cut jp-peach-grow" title={facts}>
          {facts}
        </span>
      )}
      {compact && <span className="jp-peach-grow" />}
      <Button label="Run now" icon="play" look={look} iconOnly={compact} refusal={refusals.runNow} onPress={() => acts.runNow(task)} />
      <PauseButton task={task} look={look} iconOnly={compact} refusal={refusals.pause} onPress={() => acts.pause(task)} />
      <Button
        label="Stop"
        icon="stop"
        iconTone={refusals.stop === null ? 'bad' : 'text'}
        look={look}
        iconOnly={compact}
        refusal={refusals.stop}
        onPress={() => acts.stop(task)}
      />
      {onEdit !== undefined && !task.removed && (
        <Button label="Edit…" icon="edit" look={look} iconOnly={compact} tooltip="Change its definition" onPress={() => onEdit(task.id)} />
      )}
    </div>
  );
}

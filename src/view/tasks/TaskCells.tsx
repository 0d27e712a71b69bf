import { Button } from '../controls/Button';
import { Icon } from '../icons/Icon';
import { StatusMark } from '../icons/StatusMark';
import type { Task } from '../../protocol/task';
import { PauseButton } from '../task/PauseButton';
import type { TaskActs } from '../task/task-acts';
import { taskPermissions } from '../task/task-permissions';
import { fullTimeText, timeText, type TimeFrame } from '../words/time-text';
import type { ColumnName } from './task-columns';
import type { TaskLine } from './task-line';
import { taskMarks } from './task-marks';

export type TaskCellProps = {
  readonly task: Task;
  readonly line: TaskLine;
  readonly frame: TimeFrame;
  readonly live: boolean;
  /** Whether reasons and bars have room. */
  readonly detailed: boolean;
  readonly acts: TaskActs;
};

/** What stands in one cell of a task’s row. */
export function TaskCell({ column, ...props }: TaskCellProps & { readonly column: ColumnName }) {
  const { task, line, frame } = props;
  switch (column) {
    case 'task':
      return <TaskName task={task} />;
    case 'state':
      return <span className="jp-peach-State">{task.state}</span>;
    case 'status':
      return <LastStatus line={line} detailed={props.detailed} />;
    case 'start':
      return <Moment time={line.start} frame={frame} prefix="" />;
    case 'duration':
      return <Duration {...props} />;
    case 'end':
      return <Moment time={line.expectedEnd} frame={frame} prefix="≈ " />;
    case 'due':
      return <>{line.due}</>;
    case 'actions':
      return <TaskButtons {...props} />;
  }
}

function TaskName({ task }: { readonly task: Task }) {
  return (
    <div className="jp-peach-Row">
      <span className="jp-peach-cut" title={task.description === null ? task.name : `${task.name}: ${task.description}`}>
        {task.name}
      </span>
      {taskMarks(task).map(mark => (
        <span key={mark.word} className="jp-peach-Tag" title={mark.title}>
          <Icon name={mark.icon} tone={mark.tone} size={14} />
          {mark.word}
        </span>
      ))}
    </div>
  );
}

function LastStatus({ line, detailed }: Pick<TaskCellProps, 'line' | 'detailed'>) {
  return (
    <div className="jp-peach-Row" title={line.reason ?? undefined}>
      <StatusMark status={line.status} />
      {detailed && <span className="jp-peach-muted jp-peach-cut">{line.reason}</span>}
    </div>
  );
}

function Moment({ time, frame, prefix }: { readonly time: number | null; readonly frame: TimeFrame; readonly prefix: string }) {
  return time === null ? null : <span title={fullTimeText(time, frame.timeZone)}>{prefix + timeText(time, frame)}</span>;
}

function Duration({ line, frame, detailed }: TaskCellProps) {
  const end = line.expectedEnd === null ? undefined : `Expected end ≈ ${timeText(line.expectedEnd, frame)}`;
  return (
    <div className="jp-peach-Duration" title={end}>
      {detailed && line.progress !== null && <Progress part={line.progress} />}
      <span>{line.duration}</span>
    </div>
  );
}

function Progress({ part }: { readonly part: number }) {
  const percent = Math.round(part * 100);
  return (
    <span
      className="jp-peach-Progress"
      role="progressbar"
      aria-label="Of the expected duration"
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <span style={{ width: `${percent}%` }} />
    </span>
  );
}

function TaskButtons({ task, live, acts }: TaskCellProps) {
  const refusals = taskPermissions(task, live);
  return (
    <span className="jp-peach-TaskButtons">
      <Button label="Run now" icon="play" iconOnly tabStop={false} refusal={refusals.runNow} onPress={() => acts.runNow(task)} />
      <PauseButton task={task} iconOnly tabStop={false} refusal={refusals.pause} onPress={() => acts.pause(task)} />
      <Button label="Stop this execution" icon="stop" iconOnly tabStop={false} refusal={refusals.stop} onPress={() => acts.stop(task)} />
    </span>
  );
}

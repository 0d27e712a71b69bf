import { classNames } from '../controls/class-names';
import { useRovingRows, type RovingRowProps } from '../controls/use-roving-rows';
import { Icon } from '../icons/Icon';
import { StatusIcon } from '../icons/StatusIcon';
import type { Task } from '../../protocol/task';
import { compactLine } from './compact-line';
import { ProblemPlace, ProblemWords } from './ProblemText';
import { overallStatus } from './task-line';
import type { TasksListProps } from './tasks-list-props';

/** The tasks of an organisation in a narrow panel: two lines each. */
export function TasksList({ codops, tasks, problems, selected, frame, openFile, onSelect, onEnter }: TasksListProps) {
  const row = useRovingRows({ ids: tasks.map(task => task.id), selected, onSelect, onEnter });
  return (
    <div className="jp-peach-List" role="grid" aria-label={`Tasks of ${codops}`}>
      {problems.map((problem, place) => (
        <div key={place} role="row" className="jp-peach-ListRow jp-peach-mod-problem">
          <Icon name="triangle" tone="bad" label="Problem" />
          <div role="gridcell" className="jp-peach-grow jp-peach-small jp-peach-clamped" title={problem.message}>
            <ProblemPlace problem={problem} repository={null} openFile={openFile} tabStop={false} short />{' '}
            <ProblemWords problem={problem} />
          </div>
        </div>
      ))}
      {tasks.map(task => (
        <ListRow key={task.id} task={task} row={row(task.id)} frame={frame} openFile={openFile} />
      ))}
    </div>
  );
}

type ListRowProps = Pick<TasksListProps, 'frame' | 'openFile'> & { readonly task: Task; readonly row: RovingRowProps };

function ListRow({ task, row, frame, openFile }: ListRowProps) {
  const status = overallStatus(task);
  const problem = status === 'INVALID' ? task.problems[0] : undefined;
  const second = compactLine(task, frame);
  return (
    <div {...row} role="row" className={classNames('jp-peach-ListRow', row['aria-selected'] && 'jp-peach-mod-selected')}>
      <StatusIcon status={status} use="named" />
      <div role="gridcell" className="jp-peach-grow">
        <div className="jp-peach-Row">
          <span className="jp-peach-strong jp-peach-cut jp-peach-grow" title={task.name}>
            {task.name}
          </span>
          <span className="jp-peach-State">{task.state}</span>
        </div>
        {problem === undefined ? (
          <div className="jp-peach-small jp-peach-cut" title={second}>
            {second}
          </div>
        ) : (
          <div className="jp-peach-small jp-peach-cut" title={problem.message}>
            Invalid · <ProblemPlace problem={problem} repository={task.code.repository} openFile={openFile} tabStop={false} short />{' '}
            <ProblemWords problem={problem} />
          </div>
        )}
      </div>
    </div>
  );
}

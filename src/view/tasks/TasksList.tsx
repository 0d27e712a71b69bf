import { Fragment, useMemo, type ComponentProps } from 'react';
import { classNames } from '../controls/class-names';
import type { RovingRowProps } from '../controls/use-roving-rows';
import { useTableRows } from '../controls/use-table-rows';
import { Icon } from '../icons/Icon';
import { StatusIcon } from '../icons/StatusIcon';
import type { Problem } from '../../protocol/problem';
import type { Task } from '../../protocol/task';
import { compactLine } from './compact-line';
import { ProblemPlace, ProblemWords } from './ProblemText';
import { overallStatus } from './task-line';
import { listRows } from './task-rows';
import type { TasksListProps } from './tasks-list-props';

/** The tasks of an organisation in a narrow panel: two lines each. */
export function TasksList({ codops, tasks, problems, selected, scrollerRef, frame, openFile, onSelect, onEnter }: TasksListProps) {
  const rows = useMemo(() => listRows(tasks, problems), [tasks, problems]);
  const { row: rowOf, virtual } = useTableRows({ rows, selected, scrollerRef, head: 0, onSelect, onEnter });
  return (
    <div className="jp-peach-List" role="grid" aria-label={`Tasks of ${codops}`} aria-rowcount={rows.length}>
      {virtual.rows.map(({ index, gap }) => {
        const row = rows[index];
        const place = { 'data-index': index, 'aria-rowindex': index + 1 };
        return (
          row !== undefined && (
            <Fragment key={row.key}>
              <Spacer height={gap} />
              {row.kind === 'task' ? (
                <ListRow task={row.task} row={{ ...rowOf(row.id), ...place }} frame={frame} openFile={openFile} />
              ) : (
                <ProblemListRow problem={row.problem} row={{ ref: virtual.measure, ...place }} openFile={openFile} />
              )}
            </Fragment>
          )
        );
      })}
      <Spacer height={virtual.after} />
    </div>
  );
}

function Spacer({ height }: { readonly height: number }) {
  return height <= 0 ? null : <div aria-hidden style={{ height }} />;
}

type ProblemListRowProps = Pick<TasksListProps, 'openFile'> & { readonly problem: Problem; readonly row: ComponentProps<'div'> };

function ProblemListRow({ problem, row, openFile }: ProblemListRowProps) {
  return (
    <div {...row} role="row" className="jp-peach-ListRow jp-peach-mod-problem">
      <div role="gridcell">
        <Icon name="triangle" tone="bad" label="Problem" />
      </div>
      <div role="gridcell" className="jp-peach-grow jp-peach-small jp-peach-clamped" title={problem.message}>
        <ProblemPlace problem={problem} repository={null} openFile={openFile} tabStop={false} short /> <ProblemWords problem={problem} />
      </div>
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
      <div role="gridcell">
        <StatusIcon status={status} use="named" />
      </div>
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

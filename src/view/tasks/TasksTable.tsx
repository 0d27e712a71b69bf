import { Fragment, useMemo } from 'react';
import { classNames } from '../controls/class-names';
import { SpacerRow } from '../controls/SpacerRow';
import type { RovingRowProps } from '../controls/use-roving-rows';
import { useTableRows } from '../controls/use-table-rows';
import type { Task } from '../../protocol/task';
import { ColumnHeads } from './ColumnHeads';
import { cellClass } from './cell-class';
import { ProblemRow } from './ProblemRow';
import { TaskCell } from './TaskCells';
import { hasRoomForDetails, taskColumns, type TaskColumn } from './task-columns';
import { taskLine } from './task-line';
import { taskRows } from './task-rows';
import type { TasksTableProps } from './tasks-list-props';
import { useColumnHeads } from './use-column-heads';

const CONSEQUENCE = 'The task is not run until this is corrected; the others go on.';
/** Pixels. */
const HEAD = 24;

/** The tasks of an organisation, one row each, and what is wrong in their definitions. */
export function TasksTable(props: TasksTableProps) {
  const { codops, tasks, problems, selected, openFile, scrollerRef, width, onSelect, onEnter } = props;
  const columns = taskColumns(width);
  const rows = useMemo(() => taskRows(tasks, problems), [tasks, problems]);
  const heads = useColumnHeads(columns);
  const table = useTableRows({ rows, selected, scrollerRef, head: HEAD, onSelect, onEnter, onTop: heads.focus });
  return (
    <table className="jp-peach-Table" role="grid" aria-label={`Tasks of ${codops}`} aria-rowcount={rows.length + 1}>
      <colgroup>
        {columns.map(column => (
          <col key={column.name} style={column.width === null ? undefined : { width: column.width }} />
        ))}
      </colgroup>
      <ColumnHeads columns={columns} sort={props.sort} heads={heads} onSort={props.onSort} onLeave={() => table.focus(table.ids[0])} />
      <tbody>
        {table.virtual.rows.map(({ index, gap }) => {
          const row = rows[index];
          const place = { 'data-index': index, 'aria-rowindex': index + 2 };
          return (
            row !== undefined && (
              <Fragment key={row.key}>
                <SpacerRow height={gap} />
                {row.kind === 'task' ? (
                  <TaskTableRow {...props} task={row.task} columns={columns} row={{ ...table.row(row.id), ...place }} />
                ) : (
                  <ProblemRow
                    row={{ ref: table.virtual.measure, ...place }}
                    problem={row.problem}
                    repository={row.task?.code.repository ?? null}
                    columns={columns.length}
                    consequence={row.task?.invalid === true ? CONSEQUENCE : null}
                    openFile={openFile}
                  />
                )}
              </Fragment>
            )
          );
        })}
        <SpacerRow height={table.virtual.after} />
      </tbody>
    </table>
  );
}

type TaskTableRowProps = Pick<TasksTableProps, 'frame' | 'live' | 'width' | 'acts'> & {
  readonly task: Task;
  readonly columns: readonly TaskColumn[];
  readonly row: RovingRowProps;
};

function TaskTableRow({ task, columns, row, frame, live, width, acts }: TaskTableRowProps) {
  const line = taskLine(task, frame);
  return (
    <tr {...row} className={classNames('jp-peach-TableRow', row['aria-selected'] && 'jp-peach-mod-selected')}>
      {columns.map(column => (
        <td key={column.name} className={cellClass(column)}>
          <TaskCell
            column={column.name}
            task={task}
            line={line}
            frame={frame}
            live={live}
            detailed={hasRoomForDetails(width)}
            acts={acts}
          />
        </td>
      ))}
    </tr>
  );
}

import { Fragment } from 'react';
import { classNames } from '../controls/class-names';
import { useRovingRows } from '../controls/use-roving-rows';
import { ProblemRow } from './ProblemRow';
import { TaskCell } from './TaskCells';
import { hasRoomForDetails, taskColumns, type TaskColumn } from './task-columns';
import { taskLine } from './task-line';
import type { TasksTableProps } from './tasks-list-props';
import type { TasksSort } from './visible-tasks';

const CONSEQUENCE = 'The task is not run until this is corrected; the others go on.';

/** The tasks of an organisation, one row each, and what is wrong in their definitions. */
export function TasksTable(props: TasksTableProps) {
  const { codops, tasks, problems, selected, live, frame, openFile, width, sort } = props;
  const columns = taskColumns(width);
  const row = useRovingRows({ ids: tasks.map(task => task.id), selected, onSelect: props.onSelect, onEnter: props.onEnter });
  return (
    <table className="jp-peach-Table" role="grid" aria-label={`Tasks of ${codops}`}>
      <colgroup>
        {columns.map(column => (
          <col key={column.name} style={column.width === null ? undefined : { width: column.width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(column => (
            <ColumnHead key={column.name} column={column} sort={sort} onSort={props.onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {problems.map((problem, place) => (
          <ProblemRow key={place} problem={problem} repository={null} columns={columns.length} consequence={null} openFile={openFile} />
        ))}
        {tasks.map(task => (
          <Fragment key={task.id}>
            <tr {...row(task.id)} className={classNames('jp-peach-TableRow', task.id === selected && 'jp-peach-mod-selected')}>
              {columns.map(column => (
                <td key={column.name} className={cellClass(column)}>
                  <TaskCell
                    column={column.name}
                    task={task}
                    line={taskLine(task, frame)}
                    frame={frame}
                    live={live}
                    detailed={hasRoomForDetails(width)}
                    acts={props.acts}
                  />
                </td>
              ))}
            </tr>
            {task.problems.map((problem, place) => (
              <ProblemRow
                key={place}
                problem={problem}
                repository={task.code.repository}
                columns={columns.length}
                consequence={task.invalid ? CONSEQUENCE : null}
                openFile={openFile}
              />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

type ColumnHeadProps = { readonly column: TaskColumn; readonly sort: TasksSort | null; readonly onSort: (by: TasksSort['by']) => void };

function ColumnHead({ column, sort, onSort }: ColumnHeadProps) {
  const { sort: by, title } = column;
  const sorted = by !== null && sort?.by === by ? sort.direction : undefined;
  return (
    <th scope="col" className={cellClass(column)} aria-sort={sorted}>
      {by === null ? (
        title
      ) : (
        <button
          type="button"
          tabIndex={-1}
          className="jp-peach-ColumnHead"
          title={`Sort by ${title.toLowerCase()}`}
          onClick={() => onSort(by)}
        >
          {title}
          {sorted !== undefined && <span aria-hidden>{sorted === 'ascending' ? ' ↑' : ' ↓'}</span>}
        </button>
      )}
    </th>
  );
}

function cellClass(column: TaskColumn): string {
  return classNames(
    `jp-peach-col-${column.name}`,
    column.align === 'right' && 'jp-peach-right',
    column.align === 'right' && 'jp-peach-number'
  );
}

import { useViewTranslation } from '../words/translation';
import { cellClass } from './cell-class';
import type { SortKey, TasksSort } from './sort-tasks';
import type { TaskColumn } from './task-columns';
import type { ColumnHeadFocus } from './use-column-heads';

export type ColumnHeadsProps = {
  readonly columns: readonly TaskColumn[];
  readonly sort: TasksSort | null;
  readonly heads: ColumnHeadFocus;
  readonly onSort: (by: SortKey) => void;
  /** Down, into the rows. */
  readonly onLeave: () => void;
};

export function ColumnHeads({ columns, ...rest }: ColumnHeadsProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(column => (
          <ColumnHead key={column.name} column={column} {...rest} />
        ))}
      </tr>
    </thead>
  );
}

type ColumnHeadProps = Omit<ColumnHeadsProps, 'columns'> & { readonly column: TaskColumn };

function ColumnHead({ column, sort, heads, onSort, onLeave }: ColumnHeadProps) {
  const trans = useViewTranslation();
  const { name, sort: by } = column;
  const title = column.title === '' ? '' : trans.__(column.title);
  if (by === null) {
    return (
      <th scope="col" className={cellClass(column)} aria-label={title === '' ? trans.__('Actions') : undefined}>
        {title}
      </th>
    );
  }
  const sorted = sort?.by === by ? sort.direction : 'none';
  return (
    <th scope="col" className={cellClass(column)} aria-sort={sorted}>
      <button
        ref={element => heads.ref(name, element)}
        type="button"
        tabIndex={-1}
        className="jp-peach-ColumnHead"
        title={trans.__('Sort by %1', title.toLowerCase())}
        onClick={() => onSort(by)}
        onKeyDown={event => heads.onKeyDown(name, event, onLeave)}
      >
        {title}
        {sorted !== 'none' && <span aria-hidden>{sorted === 'ascending' ? ' ↑' : ' ↓'}</span>}
      </button>
    </th>
  );
}

import { classNames } from '../controls/class-names';
import type { TaskColumn } from './task-columns';

/** The classes of a cell in this column, and of its head. */
export function cellClass(column: TaskColumn): string {
  return classNames(
    `jp-peach-col-${column.name}`,
    column.align === 'right' && 'jp-peach-right',
    column.align === 'right' && 'jp-peach-number'
  );
}

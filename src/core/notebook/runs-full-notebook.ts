import type { CellChoice } from '../../protocol/task';

/** `full_notebook: true` and `cells: all` say the same. */
export function runsFullNotebook(definition: {
  readonly full_notebook?: boolean | undefined;
  readonly cells?: CellChoice | undefined;
}): boolean {
  return definition.full_notebook === true || definition.cells === 'all';
}

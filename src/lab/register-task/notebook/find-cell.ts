import type { CodeCell } from '@jupyterlab/cells';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';

/** A code cell and the notebook it stands in. */
export type CellInNotebook = { readonly panel: NotebookPanel; readonly cell: CodeCell };

/** The code cell that `node` belongs to: the one under the pointer, which a right click does not make active. */
export function cellOfNode(tracker: INotebookTracker, node: HTMLElement): CellInNotebook | null {
  const panel = tracker.find(each => each.content.node.contains(node));
  const cell = panel?.content.widgets.find(each => each.node === node);
  return panel !== undefined && cell !== undefined && isCodeCell(cell) ? { panel, cell } : null;
}

/** The active cell of the notebook that was used last, where it holds code. */
export function activeCell(tracker: INotebookTracker): CellInNotebook | null {
  const panel = tracker.currentWidget;
  const cell = panel?.content.activeCell ?? null;
  return panel !== null && cell !== null && isCodeCell(cell) ? { panel, cell } : null;
}

function isCodeCell(cell: NotebookPanel['content']['widgets'][number]): cell is CodeCell {
  return cell.model.type === 'code';
}

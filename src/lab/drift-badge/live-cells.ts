import type { ICellModel } from '@jupyterlab/cells';
import type { Notebook, NotebookCell } from '../../core/notebook/notebook';

type Change = { readonly sourceChange?: unknown; readonly metadataChange?: unknown };

/** A cell in the editor, as much as matters here of Lab’s. */
export type LiveCell = Pick<ICellModel, 'type'> & {
  readonly sharedModel: Pick<ICellModel['sharedModel'], 'getSource'> & {
    readonly changed: { connect(slot: (sender: unknown, change: Change) => void): unknown };
  };
  getMetadata(key: string): unknown;
};

/** The cells of a notebook while it is written: what did not change is not read again. */
export class LiveCells {
  private readonly read = new WeakMap<LiveCell, Omit<NotebookCell, 'number'>>();
  private readonly watched = new WeakSet<LiveCell>();

  /** `changed` is called when a cell that was read is not as it was. */
  constructor(private readonly changed: () => void) {}

  notebook(cells: Iterable<LiveCell>, language: string): Notebook {
    return { cells: Array.from(cells, (cell, place) => ({ number: place + 1, ...this.readCell(cell) })), language };
  }

  private readCell(cell: LiveCell): Omit<NotebookCell, 'number'> {
    const known = this.read.get(cell) ?? readCell(cell);
    this.read.set(cell, known);
    this.watch(cell);
    return known;
  }

  /** Until the cell is gone. Outputs and the count of executions change too, and mean nothing here. */
  private watch(cell: LiveCell): void {
    if (!this.watched.has(cell)) {
      this.watched.add(cell);
      cell.sharedModel.changed.connect((_, change) => {
        if (change.sourceChange !== undefined || change.metadataChange !== undefined) {
          this.read.delete(cell);
          this.changed();
        }
      });
    }
  }
}

function readCell(cell: LiveCell): Omit<NotebookCell, 'number'> {
  const tags = cell.getMetadata('tags');
  return {
    kind: cell.type === 'code' ? 'code' : 'other',
    source: cell.sharedModel.getSource(),
    tags: Array.isArray(tags) ? tags.filter(tag => typeof tag === 'string') : []
  };
}

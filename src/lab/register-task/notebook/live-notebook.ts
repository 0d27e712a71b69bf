import type { INotebookModel } from '@jupyterlab/notebook';

/** The notebook as it stands in the editor, as nbformat JSON without outputs, which nobody needs and which can be large. */
export function liveNotebook(model: INotebookModel): unknown {
  return {
    nbformat: model.nbformat,
    nbformat_minor: model.nbformatMinor,
    metadata: model.metadata,
    cells: Array.from(model.cells, cell => ({
      cell_type: cell.type,
      source: cell.sharedModel.getSource(),
      metadata: { tags: (cell.getMetadata('tags') as unknown) ?? [] }
    }))
  };
}

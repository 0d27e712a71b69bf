import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyJSONObject, ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { activeCell, cellOfNode, type CellInNotebook } from './find-cell';

/** Describes the arguments of a command about a cell. */
export function cellArguments(trans: TranslationBundle): ReadonlyJSONObject {
  return {
    type: 'object',
    properties: {
      cell: {
        type: 'string',
        enum: ['active', 'pointer'],
        description: trans.__('Which cell: the active one (default), or the one that was right-clicked')
      }
    }
  };
}

/** The code cell that the argument `cell` of a command means: with `pointer` the one under the pointer, else the active one. */
export function chosenCell(
  app: Pick<JupyterFrontEnd, 'contextMenuHitTest'>,
  notebooks: INotebookTracker,
  { cell }: ReadonlyPartialJSONObject
): CellInNotebook | null {
  if (cell !== 'pointer') {
    return activeCell(notebooks);
  }
  const node = app.contextMenuHitTest(each => each.classList.contains('jp-CodeCell'));
  return node === undefined ? null : cellOfNode(notebooks, node);
}

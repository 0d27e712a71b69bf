import type { ICellEditor } from '../register-services';
import type { CellInNotebook } from './find-cell';
import { insertLines } from './insert-lines';
import { liveNotebook } from './live-notebook';

/** {@link ICellEditor} over a cell that is open in Lab. */
export function cellEditor({ panel, cell }: CellInNotebook): ICellEditor {
  const { context } = panel;
  const code = cell.model.sharedModel;
  return {
    path: context.path,
    number: panel.content.widgets.indexOf(cell) + 1,
    source: () => code.getSource(),
    notebook: () => liveNotebook(context.model),
    insertAtTop: lines => {
      code.setSource(insertLines(code.getSource(), lines));
    },
    save: async () => {
      if (context.model.dirty) {
        await context.save();
      }
      if (context.model.dirty) {
        throw new Error('Jupyter did not save it. Save the notebook, then try again.');
      }
    }
  };
}

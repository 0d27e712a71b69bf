import type { Contents } from '@jupyterlab/services';
import type { CellInNotebook } from './find-cell';
import { languageOf } from './notebook-language';

/** Whether the scheduler could reach the cell: a Python notebook on the server's own disk. */
export function canRegister({ panel }: CellInNotebook, contents: Pick<Contents.IManager, 'driveName'>): boolean {
  return contents.driveName(panel.context.path) === '' && languageOf(panel.content.model?.metadata ?? {}) === 'python';
}

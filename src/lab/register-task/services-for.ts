import type { JupyterFrontEnd } from '@jupyterlab/application';
import { PageConfig } from '@jupyterlab/coreutils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import { browserTimers } from '../scheduler-client/browser-timers';
import { serverRoot } from '../server-root';
import type { ICodeKindForms, ISchedulerClient } from '../tokens';
import { fileEditors } from './file-editors';
import { cellEditor } from './notebook/cell-editor';
import type { CellInNotebook } from './notebook/find-cell';
import { kernelPackages } from './notebook/kernel-packages';
import type { RegisterServices } from './register-services';

export type DialogParts = {
  readonly app: JupyterFrontEnd;
  readonly documents: IDocumentManager;
  readonly scheduler: ISchedulerClient;
  readonly codeKinds: ICodeKindForms;
};

/** What the dialog about a cell needs of Lab and of the scheduler. */
export async function servicesFor(
  { app, documents, scheduler, codeKinds }: DialogParts,
  target: CellInNotebook
): Promise<RegisterServices> {
  const [api, root] = await Promise.all([scheduler.api(), serverRoot(scheduler, name => PageConfig.getOption(name))]);
  return {
    api,
    connection: () => scheduler.connection(),
    timers: browserTimers,
    status: () => scheduler.status(),
    cell: cellEditor(target),
    codeKinds,
    kernel: kernelPackages(target.panel.sessionContext),
    editors: fileEditors(app, documents),
    absolutePath: root === null ? null : `${root}/${target.panel.context.localPath}`
  };
}

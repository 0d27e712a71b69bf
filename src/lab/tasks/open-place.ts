import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { FilePlace } from '../../view/tasks-information/tasks-information-actions';
import { serverRoot } from '../server-root';
import type { ISchedulerClient } from '../tokens';
import { placePath } from './place-path';

type Editors = {
  readonly app: JupyterFrontEnd;
  readonly documents: IDocumentManager;
  readonly scheduler: ISchedulerClient;
  readonly trans: TranslationBundle;
};

const GO_TO_LINE = 'fileeditor:go-to-line';

/** Opens the editor at a place in a file of a repository, or says that Jupyter does not reach it. */
export async function openPlace(place: FilePlace, { app, documents, scheduler, trans }: Editors): Promise<void> {
  const path = placePath(place, await serverRoot(scheduler, name => PageConfig.getOption(name)));
  if (path === null) {
    Notification.warning(trans.__('%1 lies outside the folder that Jupyter shows.', place.file));
    return;
  }
  const widget = documents.openOrReveal(path, 'Editor');
  await widget?.revealed;
  if (app.commands.hasCommand(GO_TO_LINE)) {
    await app.commands.execute(GO_TO_LINE, { line: place.line, column: place.column });
  }
}

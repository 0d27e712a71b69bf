import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { FilePlace } from '../../view/tasks-information/tasks-information-actions';
import { serverRoot } from '../server-root';
import { placePath } from './place-path';

type Editors = { readonly app: JupyterFrontEnd; readonly documents: IDocumentManager; readonly trans: TranslationBundle };

const GO_TO_LINE = 'fileeditor:go-to-line';

/** Opens the editor at a place in a file of a repository, or says that Jupyter does not reach it. */
export function openPlace(place: FilePlace, { app, documents, trans }: Editors): void {
  const path = placePath(
    place,
    serverRoot(name => PageConfig.getOption(name))
  );
  if (path === null) {
    Notification.warning(trans.__('%1 lies outside the folder that Jupyter shows.', place.file));
    return;
  }
  const widget = documents.openOrReveal(path, 'Editor');
  void widget?.revealed.then(() => {
    if (app.commands.hasCommand(GO_TO_LINE)) {
      return app.commands.execute(GO_TO_LINE, { line: place.line, column: place.column });
    }
    return undefined;
  });
}

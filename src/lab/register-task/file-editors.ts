import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { IFileEditors } from './register-services';

const GO_TO_LINE = 'fileeditor:go-to-line';

/** {@link IFileEditors} over the documents that are open in Lab's main area. */
export function fileEditors(app: JupyterFrontEnd, documents: IDocumentManager): IFileEditors {
  const contextsOf = (path: string) =>
    Array.from(app.shell.widgets('main')).flatMap(widget => {
      const context = documents.contextForWidget(widget);
      return context?.path === path ? [context] : [];
    });
  return {
    hasUnsavedChanges: path => contextsOf(path).some(context => context.model.dirty),
    reload: async path => {
      await Promise.all(contextsOf(path).map(context => context.revert()));
    },
    open: (path, line) => {
      const widget = documents.openOrReveal(path, line === undefined ? undefined : 'Editor');
      if (line !== undefined) {
        void widget?.revealed.then(() => app.commands.execute(GO_TO_LINE, { line, column: 1 }));
      }
    }
  };
}

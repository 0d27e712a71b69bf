import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICompletionProviderManager } from '@jupyterlab/completer';
import { IEditorTracker } from '@jupyterlab/fileeditor';
import { definitionCompletionProvider } from './definition-completion-provider';
import { followFile } from './follow-file';

export const definitionEditorPlugin: JupyterFrontEndPlugin<void> = {
  id: 'peach-lab:definition-editor',
  description: 'Marks problems of definition files in the file editor, and completes what is written there.',
  autoStart: true,
  optional: [IEditorTracker, ICompletionProviderManager],
  activate: (_app: JupyterFrontEnd, editors: IEditorTracker | null, completions: ICompletionProviderManager | null) => {
    if (editors === null) {
      return;
    }
    editors.forEach(({ content }) => {
      followFile(content);
    });
    editors.widgetAdded.connect((_, { content }) => {
      followFile(content);
    });
    completions?.registerProvider(definitionCompletionProvider(editors));
  }
};

import type { CompletionHandler, ICompletionContext, ICompletionProvider } from '@jupyterlab/completer';
import { Text } from '@jupyterlab/coreutils';
import type { IEditorTracker } from '@jupyterlab/fileeditor';
import { definitionFileOf } from '../../core/definition-editor/definition-file-of';

/** Before the words of the file (500), and behind the kernel's (550): how the first of all draws is how Lab draws every completion. */
const RANK = 525;

/** Completes fields and values in the definition files among `editors`. */
export function definitionCompletionProvider(editors: IEditorTracker): ICompletionProvider {
  return {
    identifier: 'peach-lab:definitions',
    rank: RANK,
    isApplicable: ({ widget }: ICompletionContext) => {
      const path = editors.find(each => each === widget)?.context.localPath;
      return Promise.resolve(path !== undefined && definitionFileOf(path) !== null);
    },
    fetch
  };
}

/** Lab counts in characters, where the text has UTF-16 units. */
async function fetch({ text, offset }: CompletionHandler.IRequest): Promise<CompletionHandler.ICompletionItemsReply> {
  const { completeDefinition } = await import('../../core/definition-editor/complete-definition');
  const { from, to, options } = completeDefinition(text, Text.charIndexToJsIndex(offset, text));
  return {
    start: Text.jsIndexToCharIndex(from, text),
    end: Text.jsIndexToCharIndex(to, text),
    items: options.map(({ kind, label, insert, documentation }) => ({ label, insertText: insert, type: kind, documentation }))
  };
}

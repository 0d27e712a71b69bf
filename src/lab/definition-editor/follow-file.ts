import type { FileEditor } from '@jupyterlab/fileeditor';
import { definitionFileOf } from '../../core/definition-editor/definition-file-of';
import type { ShowProblems } from './show-problems';

/** Shows the problems of the file in an editor, as long as its path is that of a definition file. */
export function followFile(content: FileEditor): void {
  const { context } = content;
  let show: Promise<ShowProblems> | null = null;
  const update = async (): Promise<void> => {
    if (show === null && definitionFileOf(context.localPath) === null) {
      return;
    }
    show ??= loadShow(content);
    const showProblems = await show;
    if (!content.isDisposed) {
      showProblems(definitionFileOf(context.localPath));
    }
  };
  context.pathChanged.connect(() => void update());
  void update();
}

async function loadShow(content: FileEditor): Promise<ShowProblems> {
  const [{ showProblemsIn }] = await Promise.all([
    import('./show-problems'),
    // Lab gives a provider of completions one second, in which this is not to be loaded.
    import('../../core/definition-editor/complete-definition'),
    content.ready
  ]);
  return content.isDisposed ? () => undefined : showProblemsIn(content.editor);
}

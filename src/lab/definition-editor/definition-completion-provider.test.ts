import type { ICompletionContext } from '@jupyterlab/completer';
import type { IEditorTracker } from '@jupyterlab/fileeditor';
import { describe, expect, it } from 'vitest';
import { definitionCompletionProvider } from './definition-completion-provider';

type EditorWidget = NonNullable<IEditorTracker['currentWidget']>;

/** Lab's tracker, with one editor of the file at `path`. */
function openedAt(path: string): { readonly editors: IEditorTracker; readonly context: ICompletionContext } {
  const widget = { context: { localPath: path } } as unknown as EditorWidget;
  const find = (test: (each: EditorWidget) => boolean): EditorWidget | undefined => [widget].find(each => test(each));
  return { editors: { find } as IEditorTracker, context: { widget } };
}

describe('definitionCompletionProvider', () => {
  it.each([
    ['peach.conf/debr.yaml', true],
    ['work/peach.yaml', true],
    ['conf/debr.yaml', false]
  ])('in %s: %s', async (path, applicable) => {
    const { editors, context } = openedAt(path);
    expect(await definitionCompletionProvider(editors).isApplicable(context)).toBe(applicable);
  });

  it('is not asked in a notebook', async () => {
    const { editors } = openedAt('peach.yaml');
    const { context } = openedAt('peach.yaml');
    expect(await definitionCompletionProvider(editors).isApplicable(context)).toBe(false);
  });

  it('counts in characters, as Lab does, not in UTF-16 units', async () => {
    const { editors, context } = openedAt('peach.yaml');
    const text = '# 🍑🍑\nco';
    const request = { text, offset: 7, mimeType: 'text/x-yaml' };
    const reply = await definitionCompletionProvider(editors).fetch(request, context);
    expect(reply).toMatchObject({ start: 5, end: 7, items: [{ label: 'codops', insertText: 'codops: ', type: 'key' }] });
  });
});

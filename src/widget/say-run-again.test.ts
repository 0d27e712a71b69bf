// @vitest-environment jsdom
import type { IRenderMime } from '@jupyterlab/rendermime';
import { expect, it } from 'vitest';
import { sayRunAgain } from './say-run-again';

const NOT_FOUND = 'Error displaying widget: model not found';

/** What a registry does with a renderer of the widget manager, which shows `text`. */
function registryShowing(text: string) {
  const renderer = () => {
    const node = document.createElement('div');
    const renderModel = (): Promise<void> => {
      node.textContent = text;
      return Promise.resolve();
    };
    return { node, renderModel } as unknown as IRenderMime.IRenderer;
  };
  const added: { readonly factory: IRenderMime.IRendererFactory; readonly rank: number | undefined }[] = [];
  const registry = {
    getFactory: () => ({ safe: false, mimeTypes: ['a widget'], createRenderer: renderer }),
    getRank: () => -10,
    addFactory: (factory: IRenderMime.IRendererFactory, rank?: number) => void added.push({ factory, rank })
  };
  return { registry, added };
}

async function shown(managers: string, text: string): Promise<string | null> {
  const { registry, added } = registryShowing(managers);
  sayRunAgain(registry, 'Run this cell.');
  const renderer = added[0]!.factory.createRenderer({} as IRenderMime.IRendererOptions);
  await renderer.renderModel({ data: { 'text/plain': text } } as unknown as IRenderMime.IMimeModel);
  return renderer.node.textContent;
}

it('says to run the cell where our widget is gone', async () => {
  expect(await shown(NOT_FOUND, 'TasksInfo()')).toBe('Run this cell.');
});

it('leaves a widget of others, and one that is there, as they are', async () => {
  expect(await shown(NOT_FOUND, 'IntSlider(value=0)')).toBe(NOT_FOUND);
  expect(await shown('tasks', 'TasksInfo()')).toBe('tasks');
});

it('takes the place of the manager’s renderer, at its rank', () => {
  const { registry, added } = registryShowing('tasks');
  sayRunAgain(registry, 'Run this cell.');
  expect(added.map(each => [each.factory.mimeTypes, each.rank])).toEqual([[['a widget'], -10]]);
});

it('does nothing without a widget manager', () => {
  const { registry, added } = registryShowing('tasks');
  sayRunAgain({ ...registry, getFactory: () => undefined }, 'Run this cell.');
  expect(added).toEqual([]);
});

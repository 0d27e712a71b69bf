// @vitest-environment jsdom
import { nullTranslator } from '@jupyterlab/translation';
import { DisposableDelegate } from '@lumino/disposable';
import { Widget } from '@lumino/widgets';
import { describe, expect, it, vi } from 'vitest';
import { LazyPanel } from './lazy-panel';

// Lumino asks for it while it is loaded, and jsdom has none.
vi.hoisted(() => Object.assign(globalThis, { DragEvent: class extends MouseEvent {} }));

function panelWithMount() {
  const disposed = vi.fn();
  const mount = vi.fn<(node: HTMLElement) => Promise<DisposableDelegate>>(() => Promise.resolve(new DisposableDelegate(disposed)));
  return { panel: new LazyPanel(mount, nullTranslator.load('')), mount, disposed };
}

describe('LazyPanel', () => {
  it('loads nothing while nobody sees it', () => {
    const { panel, mount } = panelWithMount();
    panel.hide();
    Widget.attach(panel, document.body);
    expect(mount).not.toHaveBeenCalled();
    panel.dispose();
  });

  it('fills itself once, when it is first seen', () => {
    const { panel, mount } = panelWithMount();
    panel.hide();
    Widget.attach(panel, document.body);
    panel.show();
    panel.hide();
    panel.show();
    expect(mount).toHaveBeenCalledTimes(1);
    expect(mount).toHaveBeenCalledWith(panel.node);
    panel.dispose();
  });

  it('ends what it shows when it is closed', async () => {
    const { panel, disposed } = panelWithMount();
    Widget.attach(panel, document.body);
    panel.dispose();
    await vi.waitFor(() => expect(disposed).toHaveBeenCalledTimes(1));
  });

  it('says what could not be loaded, and tries again when asked to', async () => {
    const { panel, mount } = panelWithMount();
    mount.mockRejectedValueOnce(new Error('Loading chunk 3 failed.'));
    Widget.attach(panel, document.body);
    await vi.waitFor(() => expect(panel.node.querySelector('[role=alert]')?.textContent).toContain('Loading chunk 3 failed.'));

    panel.node.querySelector('button')?.click();

    await vi.waitFor(() => expect(mount).toHaveBeenCalledTimes(2));
    expect(panel.node.childNodes).toHaveLength(0);
    panel.dispose();
  });

  it('is closed without a word where it could not be loaded', async () => {
    const { panel, mount } = panelWithMount();
    mount.mockRejectedValueOnce(new Error('Loading chunk 3 failed.'));
    Widget.attach(panel, document.body);
    panel.dispose();
    await vi.waitFor(() => expect(mount).toHaveBeenCalledTimes(1));
    expect(panel.node.childNodes).toHaveLength(0);
  });
});

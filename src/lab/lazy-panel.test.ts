// @vitest-environment jsdom
import { DisposableDelegate } from '@lumino/disposable';
import { Widget } from '@lumino/widgets';
import { describe, expect, it, vi } from 'vitest';
import { LazyPanel } from './lazy-panel';

// Lumino asks for it while it is loaded, and jsdom has none.
vi.hoisted(() => Object.assign(globalThis, { DragEvent: class extends MouseEvent {} }));

function panelWithMount() {
  const disposed = vi.fn();
  const mount = vi.fn<(node: HTMLElement) => Promise<DisposableDelegate>>(() => Promise.resolve(new DisposableDelegate(disposed)));
  return { panel: new LazyPanel(mount), mount, disposed };
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
});

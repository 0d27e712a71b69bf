import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Widget } from '@lumino/widgets';

/** Fills `node` until what it resolves to is disposed. */
type Mount = (node: HTMLElement) => Promise<IDisposable>;

/** Shows one of our views in a place of Lab; nothing is loaded or connected before it is first seen. */
export class LazyPanel extends Widget {
  private mounted: Promise<IDisposable> | null = null;

  constructor(
    private readonly mount: Mount,
    private readonly trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-peach-Panel');
  }

  override dispose(): void {
    // One that could not be loaded has nothing to end.
    this.mounted?.then(view => view.dispose()).catch(() => undefined);
    this.mounted = null;
    super.dispose();
  }

  protected override onAfterShow(): void {
    this.fill();
  }

  protected override onAfterAttach(): void {
    this.fill();
  }

  private fill(): void {
    if (this.isVisible && this.mounted === null) {
      this.mounted = this.mount(this.node);
      this.mounted.catch((error: unknown) => this.showFailure(error));
    }
  }

  private showFailure(error: unknown): void {
    if (this.isDisposed) {
      return;
    }
    const message = document.createElement('div');
    message.className = 'jp-peach-Message';
    message.setAttribute('role', 'alert');
    const reason = error instanceof Error ? error.message : String(error);
    for (const text of [this.trans.__('This view could not be loaded.'), reason, this.trans.__('Tasks go on without it.')]) {
      message.appendChild(document.createElement('div')).textContent = text;
    }
    const again = message.appendChild(document.createElement('button'));
    again.className = 'jp-mod-styled';
    again.textContent = this.trans.__('Try again');
    again.addEventListener('click', () => {
      message.remove();
      this.mounted = null;
      this.fill();
    });
    this.node.replaceChildren(message);
  }
}

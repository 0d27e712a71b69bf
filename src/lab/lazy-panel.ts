import type { IDisposable } from '@lumino/disposable';
import { Widget } from '@lumino/widgets';

/** Fills `node` until what it resolves to is disposed. */
type Mount = (node: HTMLElement) => Promise<IDisposable>;

/** Shows one of our views in a place of Lab; nothing is loaded or connected before it is first seen. */
export class LazyPanel extends Widget {
  private mounted: Promise<IDisposable> | null = null;

  constructor(private readonly mount: Mount) {
    super();
    this.addClass('jp-peach-Panel');
  }

  override dispose(): void {
    void this.mounted?.then(view => view.dispose());
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
    if (this.isVisible) {
      this.mounted ??= this.mount(this.node);
    }
  }
}

import { DOMWidgetView } from '@jupyter-widgets/base';
import type { IDisposable } from '@lumino/disposable';
import type { ShowTasksInformation } from './show-tasks-information';

/** The class of views that show *Tasks information* by means of `show`. */
export function tasksInfoView(show: ShowTasksInformation): typeof DOMWidgetView {
  return class TasksInfoView extends DOMWidgetView {
    private shown: Promise<IDisposable> | null = null;

    override render(): void {
      this.el.classList.add('jp-peach-Widget');
      // Its single-letter keys would otherwise be the notebook's too: R would make the cell a raw one.
      this.el.dataset.lmSuppressShortcuts = 'true';
      this.setHeight();
      this.listenTo(this.model, 'change:height', () => this.setHeight());
      // The view measures the place where it stands, so it has to stand somewhere.
      void this.displayed.then(() => {
        const organisation: unknown = this.model.get('organisation');
        this.shown ??= show(this.el, { organisation: typeof organisation === 'string' ? organisation : null });
      });
    }

    override remove(): void {
      void this.shown?.then(view => view.dispose());
      this.shown = null;
      super.remove();
    }

    private setHeight(): void {
      const height: unknown = this.model.get('height');
      this.el.style.height = typeof height === 'string' ? height : '';
    }
  };
}

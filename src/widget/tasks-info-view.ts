import { DOMWidgetView } from '@jupyter-widgets/base';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { MODULE_VERSION } from './package-version';
import type { IShowsTasksInformation } from './show-tasks-information';
import { versionsDiffer } from './versions-differ';

/** The class of views that show *Tasks information* by means of `shows`. */
export function tasksInfoView(shows: IShowsTasksInformation, trans: TranslationBundle): typeof DOMWidgetView {
  return class TasksInfoView extends DOMWidgetView {
    private shown: Promise<IDisposable> | null = null;

    override render(): void {
      this.el.classList.add('jp-peach-Widget');
      // Its single-letter keys would otherwise be the notebook's too: R would make the cell a raw one.
      this.el.dataset.lmSuppressShortcuts = 'true';
      this.setHeight();
      this.listenTo(this.model, 'change:height', () => this.setHeight());
      this.showVersions();
      const place = this.el.appendChild(document.createElement('div'));
      place.className = 'jp-peach-WidgetPlace';
      // The view measures the place where it stands, so it has to stand somewhere.
      void this.displayed.then(() => {
        const organisation: unknown = this.model.get('organisation');
        this.shown ??= shows.show(place, { organisation: typeof organisation === 'string' ? organisation : null });
      });
    }

    override remove(): void {
      void this.shown?.then(view => view.dispose());
      this.shown = null;
      super.remove();
    }

    private showVersions(): void {
      const version: unknown = this.model.get('package_version');
      if (typeof version === 'string' && versionsDiffer(version, MODULE_VERSION)) {
        const note = this.el.appendChild(document.createElement('div'));
        note.className = 'jp-peach-WidgetNote';
        note.setAttribute('role', 'note');
        note.textContent = trans.__(
          'The kernel of this notebook has peach-lab %1, the Jupyter server %2. What is shown comes from the server. Install the same version in both, then restart the kernel and run this cell.',
          version,
          MODULE_VERSION
        );
      }
    }

    private setHeight(): void {
      const height: unknown = this.model.get('height');
      this.el.style.height = typeof height === 'string' ? height : '';
    }
  };
}

import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import { MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { COMMAND_IDS } from '../command-ids';
import { doctorIcon } from '../icons';
import { LazyPanel } from '../lazy-panel';
import { followTasksSettings } from '../tasks/tasks-settings';
import type { ISchedulerClient } from '../tokens';

type DoctorParts = {
  readonly app: JupyterFrontEnd;
  readonly scheduler: Pick<ISchedulerClient, 'examine'>;
  readonly restorer: ILayoutRestorer | null;
  readonly registry: ISettingRegistry | null;
  readonly trans: TranslationBundle;
};

const NAMESPACE = 'peach-lab-doctor';

/** Adds the command that opens *Doctor* in the main area. */
export function addDoctor(parts: DoctorParts): void {
  const { app, restorer, trans } = parts;
  const tracker = new WidgetTracker<MainAreaWidget<LazyPanel>>({ namespace: NAMESPACE });
  app.commands.addCommand(COMMAND_IDS.openDoctor, {
    label: trans.__('Doctor'),
    caption: trans.__('What is wrong with PEACH Lab, and what to do'),
    icon: doctorIcon,
    describedBy: { args: { type: 'object', properties: {} } },
    execute: () => {
      const widget = tracker.currentWidget ?? createPanel(parts);
      if (!widget.isAttached) {
        app.shell.add(widget, 'main');
        void tracker.add(widget);
      }
      app.shell.activateById(widget.id);
    }
  });
  if (restorer !== null) {
    void restorer.restore(tracker, { command: COMMAND_IDS.openDoctor, name: () => NAMESPACE });
  }
}

function createPanel({ scheduler, registry, trans }: DoctorParts): MainAreaWidget<LazyPanel> {
  const settings = followTasksSettings(registry);
  const content = new LazyPanel(async node => (await import('./mount-doctor')).mountDoctor(node, { scheduler, settings, trans }), trans);
  const widget = new MainAreaWidget({ content });
  // An empty one would stand as a bar above the view.
  widget.toolbar.hide();
  widget.id = NAMESPACE;
  widget.title.closable = true;
  widget.title.icon = doctorIcon;
  widget.title.label = trans.__('Doctor');
  return widget;
}

import { ILabShell, ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { COMMAND_IDS } from '../command-ids';
import { ISchedulerClient } from '../tokens';
import { TRANSLATION_DOMAIN } from '../translation';
import { addDoctor } from './add-doctor';

export const doctorPlugin: JupyterFrontEndPlugin<void> = {
  id: 'peach-lab:doctor',
  description: 'What is wrong with PEACH Lab, and what to do.',
  autoStart: true,
  requires: [ISchedulerClient],
  optional: [ILabShell, ILayoutRestorer, ICommandPalette, ISettingRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    scheduler: ISchedulerClient,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    registry: ISettingRegistry | null,
    translator: ITranslator | null
  ) => {
    // The main area of Notebook 7 holds one document.
    if (labShell === null) {
      return;
    }
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    addDoctor({ app, scheduler, restorer, registry, trans });
    palette?.addItem({ command: COMMAND_IDS.openDoctor, category: trans.__('PEACH Lab') });
  }
};

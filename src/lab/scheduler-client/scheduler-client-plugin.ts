import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ISchedulerClient } from '../tokens';
import { createSchedulerClient } from './create-scheduler-client';

export const schedulerClientPlugin: JupyterFrontEndPlugin<ISchedulerClient> = {
  id: 'peach-lab:scheduler-client',
  description: 'The way to the PEACH Lab scheduler, with the login of the page.',
  autoStart: true,
  provides: ISchedulerClient,
  activate: (app: JupyterFrontEnd) => createSchedulerClient(app.serviceManager.serverSettings)
};

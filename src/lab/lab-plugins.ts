import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { notificationsPlugin } from './notifications/notifications-plugin';
import { registerTaskPlugin } from './register-task/register-task-plugin';
import { schedulerClientPlugin } from './scheduler-client/scheduler-client-plugin';
import { tasksPlugin } from './tasks/tasks-plugin';

/** The plugins of this extension but for the widget's. */
export const labPlugins: readonly JupyterFrontEndPlugin<unknown>[] = [
  schedulerClientPlugin,
  tasksPlugin,
  registerTaskPlugin,
  notificationsPlugin
];

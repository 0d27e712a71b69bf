import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { driftBadgePlugin } from './drift-badge/drift-badge-plugin';
import { definitionEditorPlugin } from './definition-editor/definition-editor-plugin';
import { doctorPlugin } from './doctor/doctor-plugin';
import { notificationsPlugin } from './notifications/notifications-plugin';
import { registerTaskPlugin } from './register-task/register-task-plugin';
import { schedulerClientPlugin } from './scheduler-client/scheduler-client-plugin';
import { statusBarPlugin } from './status-bar/status-bar-plugin';
import { tasksPlugin } from './tasks/tasks-plugin';

/** The plugins of this extension but for the widget's. */
export const labPlugins: readonly JupyterFrontEndPlugin<unknown>[] = [
  schedulerClientPlugin,
  tasksPlugin,
  registerTaskPlugin,
  driftBadgePlugin,
  notificationsPlugin,
  statusBarPlugin,
  doctorPlugin,
  definitionEditorPlugin
];

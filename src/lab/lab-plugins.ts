import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { driftBadgePlugin } from './drift-badge/drift-badge-plugin';
import { definitionEditorPlugin } from './definition-editor/definition-editor-plugin';
import { doctorPlugin } from './doctor/doctor-plugin';
import { codeKindFormsPlugin, taskPanelsPlugin } from './extension-points/extension-points-plugins';
import { notificationsPlugin } from './notifications/notifications-plugin';
import { registerTaskPlugin } from './register-task/register-task-plugin';
import { schedulerClientPlugin } from './scheduler-client/scheduler-client-plugin';
import { statusBarPlugin } from './status-bar/status-bar-plugin';
import { tasksInformationPlugin } from './tasks/tasks-information-plugin';
import { tasksPlugin } from './tasks/tasks-plugin';

/** The plugins of this extension but for the widget's. */
export const labPlugins: readonly JupyterFrontEndPlugin<unknown>[] = [
  schedulerClientPlugin,
  taskPanelsPlugin,
  codeKindFormsPlugin,
  tasksPlugin,
  tasksInformationPlugin,
  registerTaskPlugin,
  driftBadgePlugin,
  notificationsPlugin,
  statusBarPlugin,
  doctorPlugin,
  definitionEditorPlugin
];

import { labPlugins } from './lab/lab-plugins';
import { ITasksInformation } from './lab/tokens';
import { createWidgetPlugin } from './widget/create-widget-plugin';

// What other extensions import; docs/developers/extension-points.md tells of it.
export { ICodeKindForms, ISchedulerClient, ITaskPanels, ITasksInformation } from './lab/tokens';
export type { CodeCell, CodeFields, ICodeKindForm, IMountedTaskPanel, ITaskPanel, ServerStatus, TasksInformationWish } from './lab/tokens';
export type { Answer } from './client/answer';
export type { IApiClient } from './client/api-client';
export type { IConnection } from './client/connection';
export type { Run } from './protocol/run';
export type { Task } from './protocol/task';

export default [...labPlugins, createWidgetPlugin(ITasksInformation)];

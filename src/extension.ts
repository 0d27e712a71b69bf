import { labPlugins } from './lab/lab-plugins';
import { showTasksInformation } from './lab/tasks/show-tasks-information';
import { createWidgetPlugin } from './widget/create-widget-plugin';

export default [...labPlugins, createWidgetPlugin(showTasksInformation)];

import { LabIcon } from '@jupyterlab/ui-components';
import tasksSvg from '../../style/icons/tasks.svg';

export const tasksIcon = new LabIcon({ name: 'peach-lab:tasks', svgstr: tasksSvg });

import { LabIcon } from '@jupyterlab/ui-components';
import doctorSvg from '../../style/icons/doctor.svg';
import driftDiffersSvg from '../../style/icons/drift-differs.svg';
import driftNewSvg from '../../style/icons/drift-new.svg';
import driftSameSvg from '../../style/icons/drift-same.svg';
import tasksSvg from '../../style/icons/tasks.svg';

export const tasksIcon = new LabIcon({ name: 'peach-lab:tasks', svgstr: tasksSvg });
export const doctorIcon = new LabIcon({ name: 'peach-lab:doctor', svgstr: doctorSvg });
export const driftSameIcon = new LabIcon({ name: 'peach-lab:drift-same', svgstr: driftSameSvg });
export const driftDiffersIcon = new LabIcon({ name: 'peach-lab:drift-differs', svgstr: driftDiffersSvg });
export const driftNewIcon = new LabIcon({ name: 'peach-lab:drift-new', svgstr: driftNewSvg });

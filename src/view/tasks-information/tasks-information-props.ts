import type { IPlotly } from 'plotly.js';
import type { TimeFrame } from '../words/time-text';
import type { IPanelMemory } from './panel-memory';
import type { TasksInformationState } from './shown-state';
import type { TasksInformationActions } from './tasks-information-actions';

export type TasksInformationProps = {
  readonly state: TasksInformationState;
  readonly actions: TasksInformationActions;
  /** Milliseconds since the epoch. Keep the same function: it is called each second. */
  readonly clock: () => number;
  /** IANA name of the zone that times are shown in. */
  readonly timeZone: string;
  /** What the place remembers; absent: nothing. Keep the same object. */
  readonly memory?: IPanelMemory;
  /** Instead of the package’s own Plotly. Keep the same function. */
  readonly loadPlotly?: () => Promise<IPlotly>;
};

/** The same once the panel has been measured; `width` in pixels. */
export type PanelProps = Omit<TasksInformationProps, 'clock' | 'timeZone'> & { readonly width: number; readonly frame: TimeFrame };

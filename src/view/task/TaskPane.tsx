import type { RefObject } from 'react';
import type { IPlotly } from 'plotly.js';
import { LoadingRows } from '../controls/LoadingRows';
import { LogView } from '../logs/LogView';
import type { Task } from '../../protocol/task';
import type { TasksInformationState } from '../tasks-information/shown-state';
import type { TasksInformationActions } from '../tasks-information/tasks-information-actions';
import { TaskPanels } from '../task-panels/TaskPanels';
import type { TimeFrame } from '../words/time-text';
import type { HistoryView } from './history-view';
import { NoExecution } from './NoExecution';
import type { TaskActs } from './task-acts';
import { TaskHeader } from './TaskHeader';
import { TaskHistory } from './TaskHistory';
import { TaskNotes } from './TaskNotes';

export type TaskPaneProps = {
  readonly task: Task;
  readonly state: Pick<TasksInformationState, 'organisation' | 'runs' | 'history' | 'run' | 'only' | 'logs'>;
  readonly live: boolean;
  readonly view: HistoryView;
  readonly width: number;
  readonly compact: boolean;
  readonly frame: TimeFrame;
  readonly logsRef: RefObject<HTMLDivElement>;
  readonly loadPlotly: (() => Promise<IPlotly>) | undefined;
  readonly actions: TasksInformationActions;
  readonly acts: TaskActs;
};

/** The chosen task: its executions, how long they took, and what they wrote. */
export function TaskPane({ task, state, live, compact, frame, actions, acts, logsRef, ...rest }: TaskPaneProps) {
  return (
    <div className="jp-peach-TaskPane">
      <TaskHeader task={task} live={live} compact={compact} acts={acts} onEdit={actions.editTask} />
      <TaskNotes task={task} openFile={actions.openFile} />
      <TaskPanels task={task} />
      {state.runs === null && <LoadingRows text={`Loading executions of ${task.name}…`} />}
      {state.runs?.length === 0 && (
        <NoExecution task={task} organisation={state.organisation} live={live} frame={frame} onRunNow={() => acts.runNow(task)} />
      )}
      {state.runs !== null && state.runs.length > 0 && (
        <>
          <TaskHistory key={task.id} {...{ task, state, compact, frame, actions, logsRef }} runs={state.runs} {...rest} />
          <LogView
            key={`log ${task.id}`}
            name={task.name}
            sections={state.logs}
            only={state.only}
            selected={state.run}
            expected={task.expected_duration}
            frame={frame}
            compact={compact}
            scrollerRef={logsRef}
            actions={actions}
          />
        </>
      )}
    </div>
  );
}

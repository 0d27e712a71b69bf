import type { RefObject } from 'react';
import type { IPlotly } from 'plotly.js';
import { DurationChart } from '../chart/DurationChart';
import { LoadingRows } from '../controls/LoadingRows';
import { ExecutionsTable } from '../executions/ExecutionsTable';
import { LogView } from '../logs/LogView';
import type { Task } from '../../protocol/task';
import type { TasksInformationState } from '../tasks-information/shown-state';
import type { TasksInformationActions } from '../tasks-information/tasks-information-actions';
import type { TimeFrame } from '../words/time-text';
import { NoExecution } from './NoExecution';
import type { TaskActs } from './task-acts';
import { TaskHeader } from './TaskHeader';
import { TaskNotes } from './TaskNotes';

export type TaskPaneProps = {
  readonly task: Task;
  readonly state: Pick<TasksInformationState, 'organisation' | 'runs' | 'run' | 'only' | 'logs'>;
  readonly live: boolean;
  readonly width: number;
  readonly compact: boolean;
  readonly frame: TimeFrame;
  readonly logsRef: RefObject<HTMLDivElement>;
  readonly loadPlotly: (() => Promise<IPlotly>) | undefined;
  readonly actions: TasksInformationActions;
  readonly acts: TaskActs;
};

/** The chosen task: its executions, how long they took, and what they wrote. */
export function TaskPane({ task, state, live, compact, frame, actions, acts, ...rest }: TaskPaneProps) {
  return (
    <div className="jp-peach-TaskPane">
      <TaskHeader task={task} live={live} compact={compact} acts={acts} />
      <TaskNotes task={task} openFile={actions.openFile} />
      {state.runs === null && <LoadingRows text={`Loading executions of ${task.name}…`} />}
      {state.runs?.length === 0 && (
        <NoExecution task={task} organisation={state.organisation} live={live} frame={frame} onRunNow={() => acts.runNow(task)} />
      )}
      {state.runs !== null && state.runs.length > 0 && (
        <TaskHistory task={task} state={state} runs={state.runs} compact={compact} frame={frame} actions={actions} {...rest} />
      )}
    </div>
  );
}

type TaskHistoryProps = Omit<TaskPaneProps, 'live' | 'acts'> & { readonly runs: NonNullable<TasksInformationState['runs']> };

function TaskHistory({ task, state, runs, width, compact, frame, logsRef, loadPlotly, actions }: TaskHistoryProps) {
  return (
    <>
      <div className="jp-peach-History">
        <div className="jp-peach-HistoryScroller">
          <ExecutionsTable
            name={task.name}
            runs={runs}
            selected={state.run}
            width={width}
            compact={compact}
            frame={frame}
            onSelect={actions.selectRun}
            onShowBelow={run => {
              actions.showBelow(run);
              logsRef.current?.focus();
            }}
          />
        </div>
        <DurationChart
          key={task.id}
          runs={runs}
          selected={state.run}
          subject={task.id}
          frame={frame}
          compact={compact}
          onSelect={actions.selectRun}
          load={loadPlotly}
        />
      </div>
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
  );
}

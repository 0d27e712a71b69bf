import { useMemo, useRef, useState, type RefObject } from 'react';
import type { IPlotly } from 'plotly.js';
import { DurationChart } from '../chart/DurationChart';
import { executionStart } from '../executions/execution-line';
import { ExecutionsBar } from '../executions/ExecutionsBar';
import { ExecutionsTable } from '../executions/ExecutionsTable';
import { NoExecutionMatch } from '../executions/NoExecutionMatch';
import { spanBetween } from '../executions/time-span';
import { visibleExecutions } from '../executions/visible-executions';
import type { RunSummary } from '../../protocol/run-history';
import type { Task } from '../../protocol/task';
import type { TasksInformationState } from '../tasks-information/shown-state';
import type { TasksInformationActions } from '../tasks-information/tasks-information-actions';
import type { TimeFrame } from '../words/time-text';
import type { HistoryView } from './history-view';

export type TaskHistoryProps = {
  readonly task: Task;
  /** Newest first, at least one. */
  readonly runs: readonly RunSummary[];
  readonly state: Pick<TasksInformationState, 'history' | 'run'>;
  readonly view: HistoryView;
  readonly width: number;
  readonly compact: boolean;
  readonly frame: TimeFrame;
  readonly logsRef: RefObject<HTMLDivElement>;
  readonly loadPlotly: (() => Promise<IPlotly>) | undefined;
  readonly actions: Pick<TasksInformationActions, 'selectRun' | 'showBelow' | 'loadOlder'>;
};

/** The executions of a task as a table and as a chart; each leads to the other. */
export function TaskHistory({ task, runs, state, view, width, compact, frame, logsRef, loadPlotly, actions }: TaskHistoryProps) {
  const [selecting, setSelecting] = useState(false);
  const scrollerRef = useRef<HTMLDivElement>(null);
  const { status, span } = view;
  const shown = useMemo(() => visibleExecutions(runs, { status, span }), [runs, status, span]);
  return (
    <div className="jp-peach-History">
      <div className="jp-peach-HistoryTable">
        <ExecutionsBar
          filter={view}
          shown={shown.length}
          total={runs.length}
          history={state.history}
          selecting={selecting}
          whole={spanBetween(startOf(runs.at(-1)), startOf(runs[0]))}
          timeZone={frame.timeZone}
          compact={compact}
          onStatus={view.onStatus}
          onSpan={view.onSpan}
          onSelecting={setSelecting}
          onLoad={actions.loadOlder}
        />
        <div ref={scrollerRef} className="jp-peach-HistoryScroller">
          {shown.length === 0 ? (
            <NoExecutionMatch onClear={view.onClear} />
          ) : (
            <ExecutionsTable
              name={task.name}
              runs={shown}
              selected={state.run}
              width={width}
              compact={compact}
              frame={frame}
              scrollerRef={scrollerRef}
              onSelect={actions.selectRun}
              onShowBelow={run => {
                actions.showBelow(run);
                logsRef.current?.focus();
              }}
            />
          )}
        </div>
      </div>
      <DurationChart
        runs={runs}
        loading={state.history === 'loading'}
        selected={state.run}
        span={span}
        selecting={selecting}
        subject={task.id}
        frame={frame}
        compact={compact}
        onSelect={actions.selectRun}
        onSpan={view.onSpan}
        onSelecting={setSelecting}
        load={loadPlotly}
      />
    </div>
  );
}

function startOf(run: RunSummary | undefined): number {
  return run === undefined ? 0 : executionStart(run);
}

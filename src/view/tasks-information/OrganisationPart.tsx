import { useRef, type RefObject } from 'react';
import { LapBar } from '../lap/LapBar';
import type { Organisation } from '../../protocol/organisation';
import type { TaskActs } from '../task/task-acts';
import type { HistoryView } from '../task/history-view';
import { TaskPane } from '../task/TaskPane';
import { TasksSection } from '../tasks/TasksSection';
import { useViewTranslation } from '../words/translation';
import { EnvironmentNote } from './EnvironmentNote';
import type { PanelView } from './panel-memory';
import { Splitter } from './Splitter';
import type { PanelProps } from './tasks-information-props';

/** Less would hide the head of the list. Pixels. */
const SMALLEST_LIST = 72;

export type OrganisationPartProps = PanelProps & {
  readonly organisation: Organisation;
  readonly compact: boolean;
  readonly live: boolean;
  readonly view: PanelView;
  readonly onView: (changes: Partial<PanelView>) => void;
  readonly history: HistoryView;
  readonly acts: TaskActs;
  readonly searchFieldRef: RefObject<HTMLInputElement>;
};

/** The lap and the tasks of the chosen organisation, and below them the chosen task. */
export function OrganisationPart(props: OrganisationPartProps) {
  const { state, organisation, actions, width, frame, compact, live, acts, view, onView } = props;
  const trans = useViewTranslation();
  const listRef = useRef<HTMLDivElement>(null);
  const logsRef = useRef<HTMLDivElement>(null);
  const { task, tasks } = state;
  const shared = { width, frame, compact, live, actions, acts };
  return (
    <>
      <LapBar loop={organisation.loop} tasks={tasks ?? []} compact={compact} frame={frame} onSelect={actions.selectTask} />
      <EnvironmentNote organisation={organisation} frame={frame} />
      <TasksSection
        {...shared}
        organisation={organisation}
        repositories={state.repositories}
        tasks={tasks}
        filter={view.filter}
        onFilter={filter => onView({ filter })}
        searchFieldRef={props.searchFieldRef}
        scrollerRef={listRef}
        selected={task?.id ?? null}
        height={task === null ? null : view.height}
        onEnter={id => {
          actions.selectTask(id);
          logsRef.current?.focus();
        }}
      />
      {task !== null && (
        <>
          <Splitter
            label={trans.__('Height of the list of tasks')}
            height={view.height}
            measure={() => listRef.current?.clientHeight ?? 0}
            onHeight={wanted => onView({ height: Math.max(SMALLEST_LIST, wanted) })}
          />
          <TaskPane {...shared} task={task} state={state} view={props.history} logsRef={logsRef} loadPlotly={props.loadPlotly} />
        </>
      )}
    </>
  );
}

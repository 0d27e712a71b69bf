import { useRef, useState } from 'react';
import type { TaskId } from '../../protocol/identity';
import { openRun } from '../tasks/task-line';
import { NoTasks } from '../tasks/NoTasks';
import { COMPACT_BELOW } from '../tasks/task-columns';
import type { TaskActs } from '../task/task-acts';
import { StopQuestion } from '../task/StopQuestion';
import { Announcer } from './Announcer';
import { ConnectionStrip } from './ConnectionStrip';
import { FailureStrip } from './FailureStrip';
import { frozenFrame } from './frozen-frame';
import { OrganisationBar } from './OrganisationBar';
import { OrganisationPart } from './OrganisationPart';
import { StartUp } from './StartUp';
import type { PanelProps } from './tasks-information-props';
import { useHistoryView } from './use-history-view';
import { usePanelKeys } from './use-panel-keys';
import { usePanelView } from './use-panel-view';

/** Everything in the panel, once its width is known. */
export function Panel({ state, actions, width, frame: current, memory, loadPlotly }: PanelProps) {
  const [view, changeView] = usePanelView(memory);
  const history = useHistoryView({ task: state.task?.id ?? null, view, changeView });
  const [asking, setAsking] = useState<TaskId | null>(null);
  const searchFieldRef = useRef<HTMLInputElement>(null);
  const { organisations, organisation, connection, scheduler, tasks } = state;
  const live = connection.kind === 'live';
  const frame = frozenFrame(current, connection);
  const compact = width < COMPACT_BELOW;
  const acts: TaskActs = {
    runNow: task => actions.runNow(task.id),
    pause: task => actions.setTaskPaused(task.id, !task.paused),
    stop: task => setAsking(task.id)
  };
  const onKeyDown = usePanelKeys({
    task: state.task,
    live,
    searchFieldRef,
    acts,
    onClearSearch: () => {
      changeView({ filter: { ...view.filter, search: '' } });
      searchFieldRef.current?.blur();
    },
    onLeave: () => (state.only === null ? history.onSpan(null) : actions.showAll())
  });
  if (organisations === null) {
    return <StartUp state={state} actions={actions} />;
  }
  const asked = tasks?.find(task => task.id === asking) ?? null;
  const open = asked === null ? null : openRun(asked);
  return (
    <div className="jp-peach-Content" tabIndex={-1} onKeyDown={onKeyDown}>
      <Announcer tasks={tasks} />
      <OrganisationBar {...{ organisations, organisation, connection, compact, live, frame, actions }} />
      <ConnectionStrip {...{ connection, scheduler, actions }} frame={current} />
      {state.failure !== null && <FailureStrip failure={state.failure} onDismiss={actions.dismissFailure} />}
      {asked !== null && open !== null && (
        <StopQuestion
          name={asked.name}
          run={open}
          frame={frame}
          onKeep={() => setAsking(null)}
          onStop={() => {
            setAsking(null);
            actions.stop(open.id);
          }}
        />
      )}
      {organisation === null ? (
        <NoTasks codops={null} openGuide={actions.openGuide} />
      ) : (
        <OrganisationPart
          {...{ state, organisation, actions, width, frame, compact, live, view, history, searchFieldRef, loadPlotly, acts }}
          onView={changeView}
        />
      )}
    </div>
  );
}

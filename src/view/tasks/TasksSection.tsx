import { useMemo, type RefObject } from 'react';
import { LoadingRows } from '../controls/LoadingRows';
import type { Organisation, Repository } from '../../protocol/organisation';
import type { Task } from '../../protocol/task';
import type { TasksInformationActions } from '../tasks-information/tasks-information-actions';
import { NoMatch, NoTasks } from './NoTasks';
import { TasksFilterBar } from './TasksFilterBar';
import { TasksList } from './TasksList';
import { TasksTable } from './TasksTable';
import type { TasksTableProps } from './tasks-list-props';
import { ALL_TASKS, nextSort, visibleTasks, type TasksFilter } from './visible-tasks';

export type TasksSectionProps = Pick<TasksTableProps, 'selected' | 'live' | 'frame' | 'width' | 'onEnter' | 'acts'> & {
  readonly organisation: Organisation;
  readonly repositories: readonly Repository[];
  readonly tasks: readonly Task[] | null;
  readonly filter: TasksFilter;
  readonly onFilter: (filter: TasksFilter) => void;
  readonly compact: boolean;
  readonly searchFieldRef: RefObject<HTMLInputElement>;
  /** Pixels that a person gave it; null: as much as it needs, within limits. */
  readonly height: number | null;
  readonly scrollerRef: RefObject<HTMLDivElement>;
  readonly actions: Pick<TasksInformationActions, 'selectTask' | 'openFile' | 'openGuide'>;
};

/** Search, filter, and the tasks that they let through. */
export function TasksSection({ searchFieldRef, height, ...props }: TasksSectionProps) {
  const { organisation, tasks, filter, compact, frame, scrollerRef } = props;
  const shown = useVisibleTasks(tasks, filter, frame.now);
  if (tasks === null) {
    return <LoadingRows text={`Loading tasks of ${organisation.codops}…`} />;
  }
  if (tasks.length === 0 && organisation.problems.length === 0) {
    return <NoTasks codops={organisation.codops} openGuide={props.actions.openGuide} />;
  }
  const own = organisation.repositories.length > 0 ? organisation.repositories : props.repositories;
  return (
    <>
      <TasksFilterBar
        filter={filter}
        onFilter={props.onFilter}
        searchFieldRef={searchFieldRef}
        shown={shown.length}
        total={tasks.length}
        repositories={own}
        compact={compact}
        frame={frame}
      />
      <div ref={scrollerRef} className="jp-peach-TasksScroller" style={height === null ? undefined : { height, maxHeight: 'none' }}>
        <TasksContent {...props} tasks={tasks} shown={shown} />
      </div>
    </>
  );
}

const NONE: readonly Task[] = [];

/** Only an order by what grows with the time is made anew each second. */
function useVisibleTasks(tasks: readonly Task[] | null, filter: TasksFilter, now: number): readonly Task[] {
  const moment = filter.sort?.by === 'duration' ? now : 0;
  return useMemo(() => visibleTasks(tasks ?? NONE, filter, moment), [tasks, filter, moment]);
}

type TasksContentProps = Omit<TasksSectionProps, 'searchFieldRef' | 'height'> & {
  readonly tasks: readonly Task[];
  readonly shown: readonly Task[];
};

function TasksContent(props: TasksContentProps) {
  const { organisation, tasks, shown, filter, onFilter, compact, actions } = props;
  if (shown.length === 0 && tasks.length > 0) {
    return <NoMatch filter={filter} hidden={tasks.length} onClear={() => onFilter({ ...ALL_TASKS, sort: filter.sort })} />;
  }
  const list = {
    codops: organisation.codops,
    tasks: shown,
    problems: organisation.problems,
    selected: props.selected,
    live: props.live,
    frame: props.frame,
    scrollerRef: props.scrollerRef,
    openFile: actions.openFile,
    onSelect: actions.selectTask,
    onEnter: props.onEnter
  };
  return compact ? (
    <TasksList {...list} />
  ) : (
    <TasksTable
      {...list}
      width={props.width}
      sort={filter.sort}
      onSort={by => onFilter({ ...filter, sort: nextSort(filter.sort, by) })}
      acts={props.acts}
    />
  );
}

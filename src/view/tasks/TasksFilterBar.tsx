import type { RefObject } from 'react';
import { Icon } from '../icons/Icon';
import { SearchField } from '../controls/SearchField';
import { Select, type SelectOption } from '../controls/Select';
import type { Repository } from '../../protocol/organisation';
import { countText } from '../words/count-text';
import { STATUS_WORDS, type ShownStatus } from '../words/status-words';
import type { TimeFrame } from '../words/time-text';
import { repositoryText } from './repository-text';
import type { TasksFilter } from './visible-tasks';

export type TasksFilterBarProps = {
  readonly filter: TasksFilter;
  readonly onFilter: (filter: TasksFilter) => void;
  readonly searchFieldRef: RefObject<HTMLInputElement>;
  /** Tasks that the filter lets through, and all. */
  readonly shown: number;
  readonly total: number;
  readonly repositories: readonly Repository[];
  readonly compact: boolean;
  readonly frame: TimeFrame;
};

const FILTERED: readonly ShownStatus[] = ['RUNNING', 'QUEUED', 'SUCCESS', 'FAILURE', 'TIMED_OUT', 'KILLED', 'LOST', 'INVALID', 'NEVER'];
const STATUS_OPTIONS: readonly SelectOption<TasksFilter['status']>[] = [
  { value: 'ALL', label: 'All statuses' },
  ...FILTERED.map(status => ({ value: status, label: STATUS_WORDS[status] }))
];

export function TasksFilterBar({ filter, onFilter, searchFieldRef, shown, total, repositories, compact, frame }: TasksFilterBarProps) {
  return (
    <div className="jp-peach-Bar jp-peach-TasksFilter">
      {!compact && <span className="jp-peach-Section">Tasks</span>}
      <SearchField ref={searchFieldRef} label="Search tasks" value={filter.search} onChange={search => onFilter({ ...filter, search })} />
      <Select
        label="Filter by status"
        labelShown={false}
        options={STATUS_OPTIONS}
        value={filter.status}
        onChange={status => onFilter({ ...filter, status })}
      />
      {!compact && (
        <>
          <span className="jp-peach-muted jp-peach-number">
            {shown === total ? countText(total, 'task') : `${shown} of ${countText(total, 'task')}`}
          </span>
          <span className="jp-peach-grow" />
          {repositories.map(repository => (
            <RepositoryMark key={repository.url} repository={repository} frame={frame} />
          ))}
        </>
      )}
    </div>
  );
}

function RepositoryMark({ repository, frame }: { readonly repository: Repository; readonly frame: TimeFrame }) {
  return (
    <span className="jp-peach-Mark jp-peach-muted jp-peach-number" title={repository.error ?? repository.url}>
      {repository.error !== null && <Icon name="triangle" tone="warn" label={repository.error} />}
      {repositoryText(repository, frame.now)}
    </span>
  );
}

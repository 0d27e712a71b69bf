import { Button } from '../controls/Button';
import { Message } from '../controls/Message';
import { countText } from '../words/count-text';
import { STATUS_WORDS } from '../words/status-words';
import type { TasksFilter } from './visible-tasks';

/** `codops` is null where there is no organisation at all. */
export function NoTasks({ codops, openGuide }: { readonly codops: string | null; readonly openGuide: (() => void) | null }) {
  return (
    <Message
      icon="tasks"
      title={codops === null ? 'No tasks yet' : `No tasks in ${codops} yet`}
      buttons={openGuide !== null && <Button label="Open the guide" look="box" onPress={openGuide} />}
    >
      Right-click a code cell and choose <b>Register as task…</b>, or add a task to peach.yaml.
    </Message>
  );
}

export type NoMatchProps = { readonly filter: TasksFilter; readonly hidden: number; readonly onClear: () => void };

/** The search or the filter hides every task. */
export function NoMatch({ filter, hidden, onClear }: NoMatchProps) {
  const searched = filter.search.trim() !== '';
  const filtered = filter.status !== 'ALL';
  const by = [...(searched ? ['the search'] : []), ...(filtered ? ['the filter'] : [])].join(' and ');
  return (
    <Message
      icon="search"
      title={
        searched
          ? `No task matches “${filter.search.trim()}”`
          : `No task has the status ${filter.status === 'ALL' ? '' : STATUS_WORDS[filter.status]}`
      }
      buttons={<Button label="Clear search and filter" look="box" onPress={onClear} />}
    >
      {countText(hidden, 'task')} {hidden === 1 ? 'is' : 'are'} hidden by {by}
      {filter.status !== 'ALL' && (
        <>
          {' '}
          <b>{STATUS_WORDS[filter.status]}</b>
        </>
      )}
      .
    </Message>
  );
}

import { useState } from 'react';
import type { TimeSpan } from '../executions/time-span';
import { ALL_EXECUTIONS } from '../executions/visible-executions';
import type { TaskId } from '../../protocol/identity';
import type { HistoryView } from '../task/history-view';
import type { PanelView } from './panel-memory';

export type HistoryViewOptions = {
  readonly task: TaskId | null;
  readonly view: Pick<PanelView, 'executions'>;
  readonly changeView: (changes: Pick<PanelView, 'executions'>) => void;
};

/** Which executions are shown: a status for every task, a span for the one that it was chosen for. */
export function useHistoryView({ task, view, changeView }: HistoryViewOptions): HistoryView {
  const [chosen, setChosen] = useState<{ readonly task: TaskId | null; readonly span: TimeSpan } | null>(null);
  const onSpan = (span: TimeSpan | null): void => setChosen(span === null ? null : { task, span });
  return {
    status: view.executions,
    span: chosen !== null && chosen.task === task ? chosen.span : null,
    onStatus: executions => changeView({ executions }),
    onSpan,
    onClear: () => {
      onSpan(null);
      changeView({ executions: ALL_EXECUTIONS });
    }
  };
}

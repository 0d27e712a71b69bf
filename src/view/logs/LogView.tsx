import { useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { assertNever } from '../../protocol/assert-never';
import type { RunId } from '../../protocol/identity';
import { classNames } from '../controls/class-names';
import type { ShownLogSection } from '../tasks-information/shown-state';
import type { TasksInformationActions } from '../tasks-information/tasks-information-actions';
import type { TimeFrame } from '../words/time-text';
import type { LogMatch } from './find-matches';
import { logKeyAct, type LogKeyAct } from './log-key-act';
import { logRows } from './log-rows';
import { LogLines } from './LogLines';
import { LogToolbar } from './LogToolbar';
import { saveLogs } from './save-logs';
import { useFollow } from './use-follow';
import { useLogRows } from './use-log-rows';
import { useLogSearch } from './use-log-search';

export type LogViewProps = {
  /** Name of the task. */
  readonly name: string;
  /** Oldest first. */
  readonly sections: readonly ShownLogSection[];
  readonly only: RunId | null;
  readonly selected: RunId | null;
  /** Seconds that the task usually takes. */
  readonly expected: number | null;
  readonly frame: TimeFrame;
  readonly compact: boolean;
  readonly scrollerRef: RefObject<HTMLDivElement>;
  readonly actions: Pick<TasksInformationActions, 'showBelow' | 'showAll' | 'loadLog' | 'readLog'>;
};

/** The logs of a task, or of one execution. Only the visible lines are in the page. */
export function LogView({ name, sections, only, selected, expected, frame, compact, scrollerRef, actions }: LogViewProps) {
  const [follow, setFollow] = useState(true);
  const [wrap, setWrap] = useState(compact);
  const searchFieldRef = useRef<HTMLInputElement>(null);
  const rows = useMemo(() => logRows(sections), [sections]);
  const search = useLogSearch(rows);
  const virtual = useLogRows({ rows, scrollerRef, wrap });
  const scrolled = useFollow({ scrollerRef, follow, height: virtual.height, onLeave: () => setFollow(false) });
  const download = useDownload({ name, sections, timeZone: frame.timeZone, readLog: actions.readLog });
  const goTo = (match: LogMatch | null): void => {
    if (match !== null) {
      setFollow(false);
      virtual.show(match.row);
    }
  };
  const keys: Readonly<Record<LogKeyAct, () => void>> = {
    search: () => searchFieldRef.current?.focus(),
    leave_search: () => {
      search.setQuery({ ...search.query, words: '' });
      scrollerRef.current?.focus();
    },
    toggle_follow: () => setFollow(!follow),
    toggle_wrap: () => setWrap(!wrap),
    newest: () => setFollow(true)
  };
  const shared = { compact, search, wrap, only: only !== null };
  return (
    <section
      className={classNames('jp-peach-Logs', compact && 'jp-peach-mod-compact')}
      aria-label="Logs"
      onKeyDown={event => obey(event, keys)}
    >
      <LogToolbar
        {...shared}
        onlyRefusal={selected === null ? 'choose an execution first' : null}
        follow={follow}
        downloadRefusal={download.refusal}
        searchFieldRef={searchFieldRef}
        onShowAll={actions.showAll}
        onShowOnly={() => selected !== null && actions.showBelow(selected)}
        onStep={step => goTo(search.step(step))}
        onFollow={keys.toggle_follow}
        onWrap={keys.toggle_wrap}
        onDownload={download.start}
      />
      <LogLines
        {...shared}
        name={name}
        rows={rows}
        virtual={virtual}
        expected={expected}
        frame={frame}
        scrollerRef={scrollerRef}
        onScroll={scrolled}
        onShowOnly={actions.showBelow}
        onLoad={actions.loadLog}
      />
    </section>
  );
}

function obey(event: KeyboardEvent, keys: Readonly<Record<LogKeyAct, () => void>>): void {
  const act = logKeyAct(event);
  if (act !== null) {
    event.preventDefault();
    event.stopPropagation();
    keys[act]();
  }
}

type DownloadInput = {
  readonly name: string;
  readonly sections: readonly ShownLogSection[];
  readonly timeZone: string;
  readonly readLog: TasksInformationActions['readLog'];
};

function useDownload({ name, sections, timeZone, readLog }: DownloadInput): {
  readonly refusal: string | null;
  readonly start: () => void;
} {
  const [state, setState] = useState<{ readonly kind: 'idle' | 'busy' } | { readonly kind: 'failed'; readonly message: string }>({
    kind: 'idle'
  });
  const start = (): void => {
    setState({ kind: 'busy' });
    const runs = sections.map(section => section.run);
    void saveLogs({ name, runs, timeZone, readLog }).then(message =>
      setState(message === null ? { kind: 'idle' } : { kind: 'failed', message })
    );
  };
  switch (state.kind) {
    case 'idle':
      return { refusal: sections.length === 0 ? 'there is no log yet' : null, start };
    case 'busy':
      return { refusal: 'it is on its way', start };
    case 'failed':
      return { refusal: state.message, start };
    default:
      return assertNever(state);
  }
}

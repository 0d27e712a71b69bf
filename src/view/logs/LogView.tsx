import { useContext, useMemo, useRef, type KeyboardEvent, type RefObject } from 'react';
import type { RunId } from '../../protocol/identity';
import { classNames } from '../controls/class-names';
import type { ShownLogSection } from '../tasks-information/shown-state';
import type { TasksInformationActions } from '../tasks-information/tasks-information-actions';
import type { TimeFrame } from '../words/time-text';
import { LogHabitsContext, useHabit } from './log-habits';
import { logKeyAct, type LogKeyAct } from './log-key-act';
import { logRows } from './log-rows';
import { LogLines } from './LogLines';
import { LogToolbar } from './LogToolbar';
import { useDownload } from './use-download';
import { useFollow } from './use-follow';
import { useLogRows } from './use-log-rows';
import { useLogSearch } from './use-log-search';
import { useNeededLines } from './use-needed-lines';

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
  readonly actions: Pick<TasksInformationActions, 'showBelow' | 'showAll' | 'loadLog' | 'readLog' | 'needLines' | 'searchLog'>;
};

/** The logs of a task, or of one execution. Only the visible lines are in the page, and only what is needed for them is fetched. */
export function LogView(props: LogViewProps) {
  const { name, only, selected, expected, frame, compact, scrollerRef, actions } = props;
  const { rows, virtual, search, follow, wrap, windowRef, searchFieldRef, scrolled, keys } = useLogView(props);
  const download = useDownload({ name, sections: rows.sections, timeZone: frame.timeZone, readLog: actions.readLog });
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
        onStep={search.step}
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
        windowRef={windowRef}
        onScroll={scrolled}
        onShowOnly={actions.showBelow}
        onLoad={actions.loadLog}
      />
    </section>
  );
}

function useLogView({ sections, frame, compact, scrollerRef, actions }: LogViewProps) {
  const habits = useContext(LogHabitsContext);
  const [follow, setFollow] = useHabit(habits.follow);
  const [wrap, setWrap] = useHabit(habits.wrap === 'narrow' ? compact : habits.wrap === 'always');
  const searchFieldRef = useRef<HTMLInputElement>(null);
  const windowRef = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => logRows(sections, frame.now), [sections, frame.now]);
  const virtual = useLogRows({ rows, scrollerRef, windowRef, wrap, follow });
  const show = (row: number): void => {
    setFollow(false);
    virtual.show(row);
  };
  const search = useLogSearch({ rows, searchLog: actions.searchLog, topRow: virtual.topRow, show });
  const followed = useFollow({ scrollerRef, follow, height: virtual.height, onLeave: () => setFollow(false) });
  useNeededLines(rows, virtual.items, actions.needLines);
  const keys: Readonly<Record<LogKeyAct, () => void>> = {
    search: () => searchFieldRef.current?.focus(),
    leave_search: () => {
      search.setQuery({ ...search.query, words: '' });
      scrollerRef.current?.focus();
    },
    next_match: () => search.step(1),
    previous_match: () => search.step(-1),
    toggle_follow: () => {
      virtual.stay();
      setFollow(!follow);
    },
    toggle_wrap: () => setWrap(!wrap),
    newest: () => setFollow(true),
    oldest: () => show(0)
  };
  const scrolled = (): void => {
    virtual.scrolled();
    followed();
  };
  return { rows, virtual, search, follow, wrap, windowRef, searchFieldRef, scrolled, keys };
}

function obey(event: KeyboardEvent, keys: Readonly<Record<LogKeyAct, () => void>>): void {
  const act = logKeyAct(event);
  if (act !== null) {
    event.preventDefault();
    event.stopPropagation();
    keys[act]();
  }
}

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { FollowedLog } from '../../../client/log-store';
import { formatDuration } from '../../../protocol/duration';
import { LogLine } from '../../../view/logs/LogLine';
import { useFollow } from '../../../view/logs/use-follow';
import { useTranslation } from '../../translation';

type TrialLogProps = {
  readonly log: FollowedLog;
  /** Milliseconds since the epoch; null before the start. */
  readonly startedAt: number | null;
  readonly follow: boolean;
  readonly onLeave: () => void;
  /** Lines `first` to `last` are looked at. */
  readonly onLook: (first: number, last: number) => void;
};

/** Pixels of a line. */
const LINE_HEIGHT = 16;
/** Lines above and below the visible ones that are in the page too. */
const OVERSCAN = 10;

/** The log as it comes, each line with the time since the start. Only the visible lines are in the page. */
export function TrialLog({ log, startedAt, follow, onLeave, onLook }: TrialLogProps) {
  const trans = useTranslation();
  const scrollerRef = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 0 });
  const { lines } = log;
  const height = lines.lineCount * LINE_HEIGHT;
  const scrolled = useFollow({ scrollerRef, follow, height, onLeave });
  const look = (): void => {
    const { scrollTop = 0, clientHeight = 0 } = scrollerRef.current ?? {};
    setView(before => (before.top === scrollTop && before.height === clientHeight ? before : { top: scrollTop, height: clientHeight }));
  };
  useLayoutEffect(look, [height]);
  const first = Math.max(0, Math.floor(view.top / LINE_HEIGHT) - OVERSCAN);
  const last = Math.min(lines.lineCount, Math.ceil((view.top + view.height) / LINE_HEIGHT) + OVERSCAN);
  useEffect(() => {
    if (last > first) {
      onLook(first, last - 1);
    }
  });
  return (
    <div
      ref={scrollerRef}
      className="peach-try-log"
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label={trans.__('Log of the trial')}
      onScroll={() => {
        scrolled();
        look();
      }}
    >
      <div style={{ height }}>
        {Array.from({ length: last - first }, (_, place) => (
          <TrialLine key={first + place} index={first + place} log={log} startedAt={startedAt} />
        ))}
      </div>
    </div>
  );
}

type TrialLineProps = Pick<TrialLogProps, 'log' | 'startedAt'> & { readonly index: number };

function TrialLine({ log, index, startedAt }: TrialLineProps) {
  const line = log.lines.line(index);
  const passed = line?.time == null || startedAt === null ? null : Math.max(0, line.time - startedAt) / 1000;
  return (
    <div className="peach-try-line" style={{ top: index * LINE_HEIGHT }}>
      <span className="peach-try-time">{passed === null ? '' : formatDuration(passed)}</span>
      {line !== null && <LogLine line={line} marks={[]} timeZone="UTC" compact />}
    </div>
  );
}

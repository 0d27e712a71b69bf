import { useRef, type CSSProperties } from 'react';
import { classNames } from '../controls/class-names';
import { useWidth } from '../controls/use-width';
import type { TaskId } from '../../protocol/identity';
import type { Loop } from '../../protocol/organisation';
import { parseTime, type TimeFrame } from '../words/time-text';
import type { Task } from '../../protocol/task';
import { lapParts, largestShares, type LapPart } from './lap-parts';
import { lapText } from './lap-text';

export type LapBarProps = {
  readonly loop: Loop;
  readonly tasks: readonly Task[];
  readonly compact: boolean;
  readonly frame: TimeFrame;
  readonly onSelect: (task: TaskId) => void;
};

/** The present lap, and each task’s share of a full one. */
export function LapBar({ loop, tasks, compact, frame, onSelect }: LapBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const width = useWidth(bar) ?? 0;
  const running = tasks.find(task => task.id === loop.running)?.last_run ?? null;
  const start = parseTime(running?.started_at ?? null);
  const parts = lapParts({ loop, width: compact ? 0 : width, elapsed: start === null ? null : (frame.now - start) / 1000 });
  const shares = largestShares(loop, 2);
  return (
    <div className="jp-peach-Lap">
      <LapWords loop={loop} compact={compact} frame={frame} />
      <div
        ref={bar}
        className={classNames('jp-peach-LapBar', compact && 'jp-peach-mod-compact')}
        role="group"
        aria-label={`Shares of the lap. ${largestShares(loop, 3)}`}
      >
        {parts.map(part => (
          <LapPartButton key={part.task} part={part} onSelect={onSelect} />
        ))}
      </div>
      {compact && shares !== '' && <div className="jp-peach-small">{shares}</div>}
    </div>
  );
}

function LapWords({ loop, compact, frame }: Pick<LapBarProps, 'loop' | 'compact' | 'frame'>) {
  const { title, progress, lastLap } = lapText(loop, frame);
  if (compact) {
    return (
      <div className="jp-peach-Row jp-peach-small">
        <span className="jp-peach-grow">{progress === '' ? title : `${title}, ${progress.replace(/, expected end.*/, '')}`}</span>
        {lastLap !== null && <span>last lap {lastLap}</span>}
      </div>
    );
  }
  return (
    <div className="jp-peach-Row">
      <span className="jp-peach-strong">{title}</span>
      <span className="jp-peach-number">{progress}</span>
      <span className="jp-peach-muted jp-peach-cut">
        {lastLap === null ? 'No full lap yet.' : `Last full lap ${lastLap}.`} Each part is a task’s share of it; filled parts are done in
        this lap.
      </span>
    </div>
  );
}

function LapPartButton({ part, onSelect }: { readonly part: LapPart; readonly onSelect: (task: TaskId) => void }) {
  const style: CSSProperties & Record<'--jp-peach-progress', string> = {
    flexGrow: part.weight,
    '--jp-peach-progress': `${Math.round(part.progress * 100)}%`
  };
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classNames('jp-peach-LapPart', `jp-peach-mod-${part.state}`)}
      style={style}
      title={part.tooltip}
      aria-label={part.tooltip}
      onClick={() => onSelect(part.task)}
    >
      {part.words === 'name' && (
        <>
          {part.name} <b>{part.percent}</b>
        </>
      )}
      {part.words === 'percent' && part.percent}
    </button>
  );
}

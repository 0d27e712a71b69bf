import { Button } from '../controls/Button';
import { StatusIcon } from '../icons/StatusIcon';
import { executionStart, timeTaken } from '../executions/execution-line';
import type { ShownLogSection } from '../tasks-information/shown-state';
import { countText } from '../words/count-text';
import { STATUS_WORDS } from '../words/status-words';
import { dateText, fullTimeText, parseTime, timeText, type TimeFrame } from '../words/time-text';

export type LogHeadingProps = {
  readonly section: ShownLogSection;
  /** Seconds that the task usually takes; null where that is not known. */
  readonly expected: number | null;
  readonly frame: TimeFrame;
  readonly compact: boolean;
  /** Null where it is the only one shown. */
  readonly onShowOnly: (() => void) | null;
};

/** Where the log of an execution begins. */
export function LogHeading({ section, expected, frame, compact, onShowOnly }: LogHeadingProps) {
  const { run } = section;
  const start = executionStart(run);
  return (
    <div className="jp-peach-LogHeading" role="heading" aria-level={3}>
      <span className="jp-peach-Mark">
        <StatusIcon status={run.status} use="beside-word" size={compact ? 14 : 16} />
        {STATUS_WORDS[run.status]}
      </span>
      <b className="jp-peach-code">{run.version}</b>
      <span className="jp-peach-number" title={fullTimeText(start, frame.timeZone)}>
        {compact ? timeText(start, frame) : dateText(start, frame.timeZone)}
      </span>
      {!compact && <span className="jp-peach-LogFacts jp-peach-cut">{headingFacts(section, expected, frame)}</span>}
      <span className="jp-peach-grow" />
      {onShowOnly !== null && !compact && <Button label="Show only this" look="link" tabStop={false} onPress={onShowOnly} />}
    </div>
  );
}

/** `1 min 28 s · attempt 1 · 214 lines`; of a running one its expected end; of a failed one its reason. */
export function headingFacts(section: ShownLogSection, expected: number | null, frame: TimeFrame): string {
  const { run, log } = section;
  const start = parseTime(run.started_at);
  const taken = timeTaken(run, frame);
  if (run.status === 'RUNNING') {
    const end = start === null || expected === null ? null : `expected end ≈ ${timeText(start + expected * 1000, frame)}`;
    return [taken, end].filter(part => part !== null).join(' · ');
  }
  const lines = log?.state === 'complete' && log.lines.uncountedBytes === 0 ? countText(log.lines.lineCount, 'line') : null;
  return [taken, `attempt ${run.attempt}`, lines, run.reason].filter(part => part !== null).join(' · ');
}

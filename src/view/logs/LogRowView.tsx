import { Button } from '../controls/Button';
import { Icon } from '../icons/Icon';
import type { RunId } from '../../protocol/identity';
import type { TimeFrame } from '../words/time-text';
import type { LogRow } from './log-rows';
import { LogHeading } from './LogHeading';
import { LogLine } from './LogLine';
import type { TextMark } from './mark-text';

export type LogRowViewProps = {
  readonly row: LogRow;
  readonly marks: readonly TextMark[];
  readonly expected: number | null;
  readonly frame: TimeFrame;
  readonly compact: boolean;
  readonly only: boolean;
  readonly onShowOnly: (run: RunId) => void;
  readonly onLoad: (run: RunId) => void;
};

/** One row of the log. */
export function LogRowView({ row, marks, expected, frame, compact, only, onShowOnly, onLoad }: LogRowViewProps) {
  const { run } = row.section;
  switch (row.kind) {
    case 'heading':
      return (
        <LogHeading
          section={row.section}
          expected={expected}
          frame={frame}
          compact={compact}
          onShowOnly={only ? null : () => onShowOnly(run.id)}
        />
      );
    case 'remark':
      return (
        <div className="jp-peach-LogRemark">
          <span className="jp-peach-muted">{row.text}</span>
          {row.offersLoad && <Button label="Load" look="link" onPress={() => onLoad(run.id)} />}
        </div>
      );
    case 'silence':
      return (
        <div className="jp-peach-LogRemark jp-peach-mod-silence">
          <Icon name="clock" tone="idle" size={14} />
          <span className="jp-peach-muted">{row.text}</span>
        </div>
      );
    case 'line':
      return <LogLine line={row.line} marks={marks} timeZone={frame.timeZone} compact={compact} />;
  }
}

import { Button } from '../controls/Button';
import { Select, type SelectOption } from '../controls/Select';
import type { RunStatus } from '../../protocol/run';
import { STATUS_WORDS } from '../words/status-words';
import { useViewTranslation } from '../words/translation';
import { executionsText, type CountedExecutions } from './executions-text';
import { SpanFields } from './SpanFields';
import type { TimeSpan } from './time-span';
import type { ExecutionsStatus } from './visible-executions';

export type ExecutionsBarProps = CountedExecutions & {
  /** Whether a span is being chosen. */
  readonly selecting: boolean;
  /** From the oldest to the newest execution: what is offered first. */
  readonly whole: TimeSpan;
  readonly timeZone: string;
  readonly compact: boolean;
  readonly onStatus: (status: ExecutionsStatus) => void;
  readonly onSpan: (span: TimeSpan | null) => void;
  readonly onSelecting: (selecting: boolean) => void;
  readonly onLoad: () => void;
};

const SINGLE: readonly RunStatus[] = ['RUNNING', 'QUEUED', 'SUCCESS', 'FAILURE', 'TIMED_OUT', 'LOST', 'KILLED'];
const STATUS_OPTIONS: readonly SelectOption<ExecutionsStatus>[] = [
  { value: 'ALL', label: 'All statuses' },
  { value: 'FAILED', label: 'Failures of any kind' },
  ...SINGLE.map(status => ({ value: status, label: STATUS_WORDS[status] }))
];

/** How many executions the table has, and what decides which. */
export function ExecutionsBar(props: ExecutionsBarProps) {
  const { filter, history, selecting, whole, timeZone, compact, onStatus, onSpan, onSelecting } = props;
  const trans = useViewTranslation();
  return (
    <div className="jp-peach-ExecutionsBar">
      <div className="jp-peach-Row">
        <span className="jp-peach-number jp-peach-grow" role="status" aria-label={trans.__('Executions shown')}>
          {executionsText(props, timeZone)}
        </span>
        {filter.span !== null && (
          <Button label={trans.__('Clear range')} icon="close" look="plain" iconOnly={compact} onPress={() => onSpan(null)} />
        )}
        {history === 'failed' && <Button label={trans.__('Load older executions')} look="link" onPress={props.onLoad} />}
        <Select
          label={trans.__('Filter executions by status')}
          labelShown={false}
          options={STATUS_OPTIONS.map(({ value, label }) => ({ value, label: trans.__(label) }))}
          value={filter.status}
          onChange={onStatus}
        />
        <Button
          label={trans.__('Select range')}
          icon="range"
          iconOnly={compact}
          pressed={selecting}
          tooltip={trans.__('Drag over the chart, or type two times, to see only the executions in between')}
          onPress={() => onSelecting(!selecting)}
        />
      </div>
      {selecting && (
        <SpanFields
          span={filter.span ?? whole}
          timeZone={timeZone}
          onSpan={onSpan}
          onLeave={() => {
            onSpan(null);
            onSelecting(false);
          }}
        />
      )}
    </div>
  );
}

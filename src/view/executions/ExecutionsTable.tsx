import { Fragment, useMemo, type RefObject } from 'react';
import { Button } from '../controls/Button';
import { classNames } from '../controls/class-names';
import { SpacerRow } from '../controls/SpacerRow';
import type { RovingRowProps } from '../controls/use-roving-rows';
import { useTableRows } from '../controls/use-table-rows';
import { StatusIcon } from '../icons/StatusIcon';
import { StatusMark } from '../icons/StatusMark';
import type { RunId } from '../../protocol/identity';
import type { RunSummary } from '../../protocol/run-history';
import { STATUS_WORDS } from '../words/status-words';
import { fullTimeText, timeText, type TimeFrame } from '../words/time-text';
import { commitText, executionStart, shortStart, timeTaken } from './execution-line';

/** Below this the version stands alone. Pixels of the panel. */
const SUBJECT_FROM = 560;

/** Pixels. */
const ROW = 25;
const HEAD = 24;

export type ExecutionsTableProps = {
  readonly name: string;
  /** Newest first. */
  readonly runs: readonly RunSummary[];
  readonly selected: RunId | null;
  readonly width: number;
  readonly compact: boolean;
  readonly frame: TimeFrame;
  readonly scrollerRef: RefObject<HTMLElement>;
  readonly onSelect: (run: RunId) => void;
  readonly onShowBelow: (run: RunId) => void;
};

/** The executions of a task, one row each. Enter shows the log of one, as its button does. */
export function ExecutionsTable(props: ExecutionsTableProps) {
  const { runs, selected, compact, scrollerRef, onSelect, onShowBelow } = props;
  const listed = useMemo(() => runs.map(({ id }) => ({ id, key: id, height: ROW })), [runs]);
  const head = compact ? 0 : HEAD;
  const { row, virtual } = useTableRows<RunId>({ rows: listed, selected, scrollerRef, head, onSelect, onEnter: onShowBelow });
  const Row = compact ? CompactRow : WideRow;
  return (
    <table
      className={classNames('jp-peach-Table', 'jp-peach-Executions', compact && 'jp-peach-mod-compact')}
      role="grid"
      aria-label={`Executions of ${props.name}`}
      aria-rowcount={runs.length + (compact ? 0 : 1)}
    >
      {compact ? <CompactColumns /> : <WideColumns />}
      <tbody>
        {virtual.rows.map(({ index, gap }) => {
          const run = runs[index];
          return (
            run !== undefined && (
              <Fragment key={run.id}>
                <SpacerRow height={gap} />
                <Row run={run} row={row(run.id)} index={index} {...props} />
              </Fragment>
            )
          );
        })}
        <SpacerRow height={virtual.after} />
      </tbody>
    </table>
  );
}

type RowProps = Pick<ExecutionsTableProps, 'width' | 'compact' | 'frame' | 'onShowBelow'> & {
  readonly run: RunSummary;
  readonly row: RovingRowProps;
  readonly index: number;
};

function WideRow({ run, row, index, width, frame, onShowBelow }: RowProps) {
  const start = executionStart(run);
  return (
    <tr {...row} data-index={index} aria-rowindex={index + 2} className={rowClass(row)}>
      <td title={commitText(run)}>
        <span className="jp-peach-code">{run.version}</span>
        {width >= SUBJECT_FROM && <span className="jp-peach-muted"> {run.commit.subject}</span>}
      </td>
      <td className="jp-peach-right jp-peach-number" title={fullTimeText(start, frame.timeZone)}>
        {timeText(start, frame)}
      </td>
      <td title={run.reason ?? undefined}>
        <StatusMark status={run.status} />
      </td>
      <td className="jp-peach-right jp-peach-number">{timeTaken(run, frame)}</td>
      <td className="jp-peach-right jp-peach-col-show">
        <Button label="Show below" look="link" tabStop={false} onPress={() => onShowBelow(run.id)} />
      </td>
    </tr>
  );
}

function CompactRow({ run, row, index, frame, onShowBelow }: RowProps) {
  const start = executionStart(run);
  return (
    <tr {...row} data-index={index} aria-rowindex={index + 1} className={rowClass(row)}>
      <td className="jp-peach-col-icon" title={run.reason ?? STATUS_WORDS[run.status]}>
        <StatusIcon status={run.status} use="named" />
      </td>
      <td className="jp-peach-code" title={commitText(run)}>
        {run.version}
      </td>
      <td className="jp-peach-number" title={fullTimeText(start, frame.timeZone)}>
        {shortStart(run, frame)}
      </td>
      <td className="jp-peach-right jp-peach-number">{timeTaken(run, frame)}</td>
      <td className="jp-peach-col-icon">
        <Button label="Show below" icon="down" iconOnly tabStop={false} onPress={() => onShowBelow(run.id)} />
      </td>
    </tr>
  );
}

function WideColumns() {
  return (
    <>
      <colgroup>
        <col />
        <col className="jp-peach-col-start" />
        <col className="jp-peach-col-status" />
        <col className="jp-peach-col-taken" />
        <col className="jp-peach-col-show" />
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col">Version</th>
          <th scope="col" className="jp-peach-right">
            Start
          </th>
          <th scope="col">Status</th>
          <th scope="col" className="jp-peach-right">
            Time taken
          </th>
          <th scope="col" aria-label="Logs" />
        </tr>
      </thead>
    </>
  );
}

function CompactColumns() {
  return (
    <colgroup>
      <col className="jp-peach-col-icon" />
      <col className="jp-peach-col-version" />
      <col />
      <col className="jp-peach-col-taken" />
      <col className="jp-peach-col-icon" />
    </colgroup>
  );
}

function rowClass(row: RovingRowProps): string {
  return classNames('jp-peach-TableRow', row['aria-selected'] && 'jp-peach-mod-selected');
}

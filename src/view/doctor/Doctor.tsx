import type { DoctorReport } from '../../protocol/doctor';
import { Button } from '../controls/Button';
import { CodeText } from '../controls/CodeText';
import { Message } from '../controls/Message';
import { sentence } from '../controls/sentence';
import { Strip } from '../controls/Strip';
import { useNow } from '../controls/use-now';
import { Icon } from '../icons/Icon';
import { timeText } from '../words/time-text';
import { useViewTranslation } from '../words/translation';
import { checkGroups, summaryText } from './check-groups';
import { CheckList } from './CheckList';

export type DoctorProps = {
  readonly looking: boolean;
  /** The last report, and when it came, in milliseconds since the epoch; null before the first. */
  readonly look: { readonly report: DoctorReport; readonly at: number } | null;
  /** Why the last look had no report. */
  readonly failure: string | null;
  readonly lookAgain: () => void;
  readonly copy: (text: string) => void;
  /** Milliseconds since the epoch. Keep the same function: it is called each second. */
  readonly clock: () => number;
  readonly timeZone: string;
};

/** *Doctor*: what is wrong with both halves, Jupyter’s and the scheduler’s, and what to do. Fills its container. */
export function Doctor(props: DoctorProps) {
  return (
    <div className="jp-peach-TasksInformation jp-peach-Doctor">
      <div className="jp-peach-Content" aria-busy={props.looking}>
        {props.look === null ? <FirstLook {...props} /> : <Report {...props} look={props.look} />}
      </div>
    </div>
  );
}

function FirstLook({ looking, failure, lookAgain }: DoctorProps) {
  const trans = useViewTranslation();
  return looking || failure === null ? (
    <Message icon="ring" tone="run" turning title={trans.__('Looking at both halves…')}>
      {trans.__('Jupyter’s and the scheduler’s, and what they stand on. This takes a few seconds; nothing is started or changed.')}
    </Message>
  ) : (
    <Message
      icon="cross"
      tone="bad"
      title={trans.__('There is no report')}
      buttons={<Button label={trans.__('Look again')} look="accept" onPress={lookAgain} />}
    >
      <pre className="jp-peach-Words">
        <CodeText text={sentence(failure)} />
      </pre>
    </Message>
  );
}

function Report(props: DoctorProps & { readonly look: NonNullable<DoctorProps['look']> }) {
  const { looking, look, failure, lookAgain, copy, clock, timeZone } = props;
  const trans = useViewTranslation();
  const now = useNow(clock);
  const { checks } = look.report;
  return (
    <>
      <div className="jp-peach-Bar jp-peach-mod-title">
        <Summary checks={checks} />
        <span className="jp-peach-muted jp-peach-number">{trans.__('Looked at %1', timeText(look.at, { now, timeZone }))}</span>
        <span className="jp-peach-grow" />
        <Button
          label={trans.__('Look again')}
          look="box"
          icon={looking ? 'ring' : 'pulse'}
          refusal={looking ? trans.__('it is being looked at just now') : null}
          onPress={lookAgain}
        />
      </div>
      {failure !== null && !looking && (
        <div role="alert">
          <Strip tone="bad" icon={{ name: 'cross' }}>
            {trans.__('The last look had no report; this is the one before.')} <CodeText text={sentence(failure)} />
          </Strip>
        </div>
      )}
      <div className="jp-peach-Checks" tabIndex={0} role="region" aria-label={trans.__('Findings')}>
        {checkGroups(checks, trans).map(group => (
          <CheckList key={group.title} group={group} copy={copy} />
        ))}
      </div>
    </>
  );
}

function Summary({ checks }: DoctorReport) {
  const trans = useViewTranslation();
  const summary = summaryText(checks, trans);
  const hasProblem = checks.some(({ state }) => state === 'problem');
  return (
    <span className="jp-peach-Mark jp-peach-strong" role="status">
      {summary === null ? (
        <Icon name="check" tone="ok" />
      ) : hasProblem ? (
        <Icon name="cross" tone="bad" />
      ) : (
        <Icon name="triangle" tone="warn" />
      )}
      {summary ?? trans.__('Everything is in order')}
    </span>
  );
}

import { useRef } from 'react';
import type { Trial } from '../../../protocol/trial';
import type { TrialState } from '../../../client/trial-model';
import { formatDuration } from '../../../protocol/duration';
import { Icon } from '../../../view/icons/Icon';
import { StatusIcon } from '../../../view/icons/StatusIcon';
import { useNow } from '../../../view/controls/use-now';
import { useTranslation } from '../../translation';
import { stepWords } from './trial-words';

type TrialHeadProps = {
  readonly state: TrialState;
  readonly follow: boolean;
  readonly onFollow: () => void;
  /** Why nothing can be tried; null where it can. */
  readonly obstacle: string | null;
  readonly underWay: boolean;
  readonly onTry: () => void;
  readonly onStop: () => void;
};

/** The heading of the part, how the trial stands, and its buttons. */
export function TrialHead({ state, follow, onFollow, ...buttons }: TrialHeadProps) {
  const trans = useTranslation();
  return (
    <div className="peach-try-head">
      <h3>{trans.__('Try it')}</h3>
      <Standing state={state} />
      {hasLines(state) && (
        <button
          type="button"
          className="peach-register-button peach-try-follow"
          aria-label={trans.__('Follow')}
          aria-pressed={follow}
          title={trans.__('Follow the newest line')}
          onClick={onFollow}
        >
          <Icon name="follow" size={14} />
        </button>
      )}
      <TrialButton state={state} {...buttons} />
    </div>
  );
}

/** Whether there is something to follow. */
function hasLines(state: TrialState): boolean {
  return state.kind === 'begun' && state.log !== null && state.log.lines.lineCount > 0;
}

function Standing({ state }: Pick<TrialHeadProps, 'state'>) {
  const trans = useTranslation();
  const trial = state.kind === 'begun' ? state.trial : null;
  const words = state.kind === 'asking' ? trans.__('Taking the working copy') : trial === null ? '' : stepWords(trial, trans);
  return (
    <span className="peach-try-standing">
      {state.kind === 'asking' && <StatusIcon status="QUEUED" use="beside-word" />}
      {trial !== null && <StatusIcon status={trial.run.status} use="beside-word" />}
      <span role="status">{words}</span>
      {trial !== null && <Elapsed trial={trial} />}
    </span>
  );
}

const clock = (): number => Date.now();

/** Not part of the words that are read out: it changes each second. */
function Elapsed({ trial: { run } }: { readonly trial: Trial }) {
  const now = useNow(clock);
  if (run.started_at === null) {
    return null;
  }
  const seconds = run.duration ?? Math.max(0, Math.floor((now - Date.parse(run.started_at)) / 1000));
  return <span className="peach-try-elapsed">{formatDuration(seconds)}</span>;
}

/** Milliseconds after which the button that was *Try it* can be pressed as *Stop*: a double click is one wish. */
const CALM = 500;

/** One button in one place, so that the focus stays where it is. */
function TrialButton({ state, obstacle, underWay, onTry, onStop }: Omit<TrialHeadProps, 'follow' | 'onFollow'>) {
  const trans = useTranslation();
  const pressedAt = useRef(0);
  if (underWay && state.kind === 'begun') {
    const stop = (): void => {
      if (Date.now() - pressedAt.current > CALM) {
        onStop();
      }
    };
    return (
      <button type="button" className="peach-register-button peach-try-button" onClick={stop}>
        <Icon name="stop" tone="bad" size={14} />
        {trans.__('Stop')}
      </button>
    );
  }
  const refused = obstacle !== null || underWay;
  const begin = (): void => {
    if (!refused) {
      pressedAt.current = Date.now();
      onTry();
    }
  };
  return (
    <button
      type="button"
      className="peach-register-button peach-try-button"
      aria-disabled={refused}
      aria-describedby="peach-try-hint"
      onClick={begin}
    >
      <Icon name="play" size={14} />
      {state.kind === 'none' || state.kind === 'asking' ? trans.__('Try it') : trans.__('Try again')}
    </button>
  );
}

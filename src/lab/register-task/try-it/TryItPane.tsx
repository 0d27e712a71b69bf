import { useState } from 'react';
import { isUnderWay, type TrialState } from '../../../client/trial-model';
import type { TrialRequest } from '../../../protocol/trial';
import { endSentence } from '../../../view/controls/sentence';
import { Note } from '../dialog/Note';
import type { RegisterServices } from '../register-services';
import { useTranslation } from '../../translation';
import { TrialEnd } from './TrialEnd';
import { TrialHead } from './TrialHead';
import { TrialLog } from './TrialLog';
import { useTrial } from './use-trial';

type TryItPaneProps = {
  readonly services: Pick<RegisterServices, 'api' | 'connection' | 'timers'>;
  readonly organisation: string;
  /** The task as the form has it; null while an entry is wrong in itself. */
  readonly request: TrialRequest | null;
};

/** Runs the task of the form once from the working copy, with its log. */
export function TryItPane({ services, organisation, request }: TryItPaneProps) {
  const trans = useTranslation();
  const [follow, setFollow] = useState(true);
  const { state, start, stop, need } = useTrial(services);
  const obstacle = request === null ? trans.__('An entry is not valid: see the red text below it.') : null;
  const begin = (): void => {
    if (request !== null) {
      setFollow(true);
      start(request);
    }
  };
  return (
    <section className="peach-try" aria-label={trans.__('Try it')}>
      <TrialHead
        state={state}
        follow={follow}
        onFollow={() => setFollow(!follow)}
        obstacle={obstacle}
        underWay={isUnderWay(state)}
        onTry={begin}
        onStop={stop}
      />
      <p id="peach-try-hint" className="peach-register-muted" hidden={obstacle === null && state.kind !== 'none'}>
        {obstacle ??
          trans.__(
            'Runs the working copy in the environment of %1, exactly as the scheduler would. Not kept in the history.',
            organisation
          )}
      </p>
      <Problems state={state} />
      {state.kind === 'begun' && <TrialEnd run={state.trial.run} />}
      {state.kind === 'begun' && state.log !== null && state.log.lines.lineCount > 0 && (
        <TrialLog
          key={state.trial.run.id}
          log={state.log}
          startedAt={state.trial.run.started_at === null ? null : Date.parse(state.trial.run.started_at)}
          follow={follow}
          onLeave={() => setFollow(false)}
          onLook={need}
        />
      )}
    </section>
  );
}

/** What keeps from trying, stopping or following. */
function Problems({ state }: { readonly state: TrialState }) {
  const trans = useTranslation();
  if (state.kind === 'refused') {
    return <Note kind="error" headline={trans.__('Not tried:')} text={endSentence(state.reason)} />;
  }
  if (state.kind !== 'begun') {
    return null;
  }
  const { connection, failure, log } = state;
  const problem = log?.refusal ?? log?.problem ?? null;
  return (
    <>
      {connection !== 'live' && isUnderWay(state) && (
        <Note
          kind="warning"
          text={trans.__('The connection is lost, the trial goes on. What it writes comes when the connection is back.')}
        />
      )}
      {failure !== null && <Note kind="error" headline={trans.__('Not stopped:')} text={endSentence(failure)} />}
      {problem !== null && <Note kind="warning" text={endSentence(problem)} />}
    </>
  );
}

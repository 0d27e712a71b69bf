import type { ReactNode } from 'react';
import { Button } from '../controls/Button';
import { LOADING_AFTER, LoadingRows } from '../controls/LoadingRows';
import { Message } from '../controls/Message';
import { sentence } from '../controls/sentence';
import { useDelayed } from '../controls/use-delayed';
import { useViewTranslation } from '../words/translation';
import { DoctorButton } from './DoctorButton';
import type { TasksInformationState } from './shown-state';
import type { TasksInformationActions } from './tasks-information-actions';

export type StartUpProps = {
  readonly state: Pick<TasksInformationState, 'connection' | 'scheduler'>;
  readonly actions: Pick<TasksInformationActions, 'startScheduler' | 'retryNow' | 'openDoctor' | 'logIn'>;
};

/** What is said before anything is known. */
export function StartUp({ state, actions }: StartUpProps) {
  const trans = useViewTranslation();
  const slow = useDelayed(true, LOADING_AFTER);
  const { connection, scheduler } = state;
  const doctor = actions.openDoctor !== null && <DoctorButton openDoctor={actions.openDoctor} look="box" />;
  if (connection.kind === 'live') {
    return <LoadingRows text={trans.__('Loading organisations…')} />;
  }
  if (connection.kind === 'logged_out') {
    return <LoggedOut {...actions} />;
  }
  if (scheduler?.state === 'refused') {
    return <Refused reason={scheduler.reason} />;
  }
  if (scheduler?.state === 'stopped') {
    return <SchedulerStopped reason={scheduler.reason} startScheduler={actions.startScheduler} doctor={doctor} />;
  }
  if (connection.kind === 'disconnected') {
    return (
      <Message
        icon="plug"
        tone="bad"
        title={trans.__('No connection')}
        buttons={
          <>
            <Button label={trans.__('Try again')} look="accept" onPress={actions.retryNow} />
            {doctor}
          </>
        }
      >
        {scheduler === null
          ? trans.__('The Jupyter server does not answer. Tasks go on without it.')
          : trans.__('The scheduler does not answer. Tasks go on without it.')}
      </Message>
    );
  }
  return slow ? (
    <Message icon="ring" tone="run" turning title={trans.__('Starting the scheduler…')}>
      {trans.__('It reads the repositories and looks for executions that are still alive. This takes a few seconds.')}
    </Message>
  ) : null;
}

type SchedulerStoppedProps = {
  readonly reason: string | null;
  readonly startScheduler: (() => void) | null;
  readonly doctor: ReactNode;
};

function SchedulerStopped({ reason, startScheduler, doctor }: SchedulerStoppedProps) {
  const trans = useViewTranslation();
  return (
    <Message
      icon="plug"
      tone="bad"
      title={trans.__('The scheduler is not running')}
      buttons={
        <>
          {startScheduler !== null && <Button label={trans.__('Start scheduler')} look="accept" onPress={startScheduler} />}
          {doctor}
        </>
      }
    >
      {reason !== null && <pre className="jp-peach-Words">{reason}</pre>}
      {trans.__('Executions that were under way go on and are found again.')}
    </Message>
  );
}

function LoggedOut({ logIn, retryNow }: Pick<StartUpProps['actions'], 'logIn' | 'retryNow'>) {
  const trans = useViewTranslation();
  return (
    <Message
      icon="lock"
      title={trans.__('You are no longer logged in to this Jupyter server')}
      buttons={
        <>
          {logIn !== null && <Button label={trans.__('Log in')} look="accept" onPress={logIn} />}
          <Button label={trans.__('Try again')} look="box" onPress={retryNow} />
        </>
      }
    >
      {trans.__('Tasks go on. They are shown again once you are logged in.')}
    </Message>
  );
}

function Refused({ reason }: { readonly reason: string | null }) {
  const trans = useViewTranslation();
  return (
    <Message icon="lock" title={trans.__('You may not use PEACH Lab here')}>
      {reason !== null && `${sentence(reason)} `}
      {trans.__('Whoever runs this Jupyter server can allow it.')}
    </Message>
  );
}

import type { ReactNode } from 'react';
import { Button } from '../controls/Button';
import { LOADING_AFTER, LoadingRows } from '../controls/LoadingRows';
import { Message } from '../controls/Message';
import { useDelayed } from '../controls/use-delayed';
import { DoctorButton } from './DoctorButton';
import type { TasksInformationState } from './shown-state';
import type { TasksInformationActions } from './tasks-information-actions';

export type StartUpProps = {
  readonly state: Pick<TasksInformationState, 'connection' | 'scheduler'>;
  readonly actions: Pick<TasksInformationActions, 'startScheduler' | 'retryNow' | 'openDoctor'>;
};

/** What is said before anything is known. */
export function StartUp({ state, actions }: StartUpProps) {
  const slow = useDelayed(true, LOADING_AFTER);
  const { connection, scheduler } = state;
  const doctor = actions.openDoctor !== null && <DoctorButton openDoctor={actions.openDoctor} look="box" />;
  if (connection.kind === 'live') {
    return <LoadingRows text="Loading organisations…" />;
  }
  if (scheduler?.state === 'stopped') {
    return <SchedulerStopped reason={scheduler.reason} startScheduler={actions.startScheduler} doctor={doctor} />;
  }
  if (connection.kind === 'disconnected') {
    return (
      <Message
        icon="plug"
        tone="bad"
        title="No connection"
        buttons={
          <>
            <Button label="Try again" look="accept" onPress={actions.retryNow} />
            {doctor}
          </>
        }
      >
        {scheduler === null ? 'The Jupyter server does not answer.' : 'The scheduler does not answer.'} Tasks go on without it.
      </Message>
    );
  }
  return slow ? (
    <Message icon="ring" tone="run" turning title="Starting the scheduler…">
      It reads the repositories and looks for executions that are still alive. This takes a few seconds.
    </Message>
  ) : null;
}

type SchedulerStoppedProps = {
  readonly reason: string | null;
  readonly startScheduler: (() => void) | null;
  readonly doctor: ReactNode;
};

function SchedulerStopped({ reason, startScheduler, doctor }: SchedulerStoppedProps) {
  return (
    <Message
      icon="plug"
      tone="bad"
      title="The scheduler is not running"
      buttons={
        <>
          {startScheduler !== null && <Button label="Start scheduler" look="accept" onPress={startScheduler} />}
          {doctor}
        </>
      }
    >
      {reason !== null && <pre className="jp-peach-Words">{reason}</pre>}
      Executions that were under way go on and are found again.
    </Message>
  );
}

import { Button } from '../controls/Button';
import { Strip } from '../controls/Strip';
import { timeText, type TimeFrame } from '../words/time-text';
import { DoctorButton } from './DoctorButton';
import type { ShownConnection, ShownScheduler } from './shown-state';
import type { TasksInformationActions } from './tasks-information-actions';

export type ConnectionStripProps = {
  readonly connection: ShownConnection;
  readonly scheduler: ShownScheduler | null;
  readonly frame: TimeFrame;
  readonly actions: Pick<TasksInformationActions, 'retryNow' | 'startScheduler' | 'openDoctor'>;
};

/** Says over the last state that it is the last one, why, and what goes on regardless. */
export function ConnectionStrip({ connection, scheduler, frame, actions }: ConnectionStripProps) {
  if (connection.kind === 'live' || connection.kind === 'connecting') {
    return null;
  }
  const since = timeText(connection.since, frame);
  const doctor = actions.openDoctor !== null && <DoctorButton openDoctor={actions.openDoctor} look="box" />;
  if (scheduler?.state === 'stopped') {
    const { startScheduler } = actions;
    return (
      <Strip
        tone="bad"
        icon={{ name: 'plug' }}
        buttons={
          <>
            {startScheduler !== null && <Button label="Start scheduler" look="box" onPress={startScheduler} />}
            {doctor}
          </>
        }
      >
        The scheduler is not running. State of {since}. Executions that were under way go on and are found again.
      </Strip>
    );
  }
  if (connection.kind === 'reconnecting') {
    return (
      <Strip tone="warn" icon={{ name: 'ring', turning: true }}>
        Reconnecting… State of {since}. Tasks go on.
      </Strip>
    );
  }
  return (
    <Strip
      tone="bad"
      icon={{ name: 'plug' }}
      buttons={
        <>
          <Button label="Try again" look="box" onPress={actions.retryNow} />
          {doctor}
        </>
      }
    >
      No connection since {since}. {scheduler === null ? 'The Jupyter server does not answer.' : 'The scheduler does not answer.'} Tasks go
      on without it. {attemptText(connection.nextAttempt, frame.now)}
    </Strip>
  );
}

function attemptText(nextAttempt: number | null, now: number): string {
  return nextAttempt === null ? 'Trying now.' : `Next attempt in ${Math.max(0, Math.ceil((nextAttempt - now) / 1000))} s.`;
}

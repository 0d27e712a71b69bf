import type { ReactNode } from 'react';
import { Button } from '../controls/Button';
import { sentence } from '../controls/sentence';
import { Strip, type StripProps } from '../controls/Strip';
import { timeText, type TimeFrame } from '../words/time-text';
import { useViewTranslation, type ITranslation } from '../words/translation';
import { DoctorButton } from './DoctorButton';
import type { ShownConnection, ShownScheduler } from './shown-state';
import type { TasksInformationActions } from './tasks-information-actions';

export type ConnectionStripProps = {
  readonly connection: ShownConnection;
  readonly scheduler: ShownScheduler | null;
  readonly frame: TimeFrame;
  readonly actions: Pick<TasksInformationActions, 'retryNow' | 'startScheduler' | 'openDoctor' | 'logIn'>;
};

type Lost = Exclude<ShownConnection, { readonly kind: 'live' | 'connecting' }>;

/** Says over the last state that it is the last one, why, and what goes on regardless. */
export function ConnectionStrip({ connection, scheduler, frame, actions }: ConnectionStripProps) {
  const trans = useViewTranslation();
  if (connection.kind === 'live' || connection.kind === 'connecting') {
    return null;
  }
  const since = timeText(connection.since, frame);
  return (
    <Strip {...looks(connection, scheduler)} buttons={<StripButtons {...{ connection, scheduler, actions }} />}>
      {reason({ connection, scheduler, since, now: frame.now }, trans)}
    </Strip>
  );
}

function looks(connection: Lost, scheduler: ShownScheduler | null): Pick<StripProps, 'tone' | 'icon'> {
  if (connection.kind === 'logged_out' || scheduler?.state === 'refused') {
    return { tone: 'bad', icon: { name: 'lock' } };
  }
  return connection.kind === 'reconnecting' && scheduler?.state !== 'stopped'
    ? { tone: 'warn', icon: { name: 'ring', turning: true } }
    : { tone: 'bad', icon: { name: 'plug' } };
}

type Loss = { readonly connection: Lost; readonly scheduler: ShownScheduler | null; readonly since: string; readonly now: number };

function reason({ connection, scheduler, since, now }: Loss, trans: ITranslation): string {
  if (connection.kind === 'logged_out') {
    return trans.__('You are no longer logged in to this Jupyter server. State of %1. Tasks go on.', since);
  }
  if (scheduler?.state === 'refused') {
    const words = sentence(scheduler.reason ?? trans.__('This Jupyter server does not allow you to use PEACH Lab'));
    return trans.__('%1 State of %2. Tasks go on.', words, since);
  }
  if (scheduler?.state === 'stopped') {
    return trans.__('The scheduler is not running. State of %1. Executions that were under way go on and are found again.', since);
  }
  if (connection.kind === 'reconnecting') {
    return trans.__('Reconnecting… State of %1. Tasks go on.', since);
  }
  const attempt = attemptText(connection.nextAttempt, now, trans);
  return scheduler === null
    ? trans.__('No connection since %1. The Jupyter server does not answer. Tasks go on without it. %2', since, attempt)
    : trans.__('No connection since %1. The scheduler does not answer. Tasks go on without it. %2', since, attempt);
}

function attemptText(nextAttempt: number | null, now: number, trans: ITranslation): string {
  return nextAttempt === null
    ? trans.__('Trying now.')
    : trans.__('Next attempt in %1 s.', Math.max(0, Math.ceil((nextAttempt - now) / 1000)));
}

type StripButtonsProps = Omit<ConnectionStripProps, 'frame' | 'connection'> & { readonly connection: Lost };

function StripButtons({ connection, scheduler, actions }: StripButtonsProps): ReactNode {
  const trans = useViewTranslation();
  const { startScheduler, openDoctor, logIn, retryNow } = actions;
  const again = <Button label={trans.__('Try again')} look="box" onPress={retryNow} />;
  if (connection.kind === 'logged_out') {
    return (
      <>
        {logIn !== null && <Button label={trans.__('Log in')} look="box" onPress={logIn} />}
        {again}
      </>
    );
  }
  const stopped = scheduler?.state === 'stopped';
  if (connection.kind === 'reconnecting' && !stopped) {
    return null;
  }
  return (
    <>
      {stopped && startScheduler !== null && <Button label={trans.__('Start scheduler')} look="box" onPress={startScheduler} />}
      {!stopped && again}
      {openDoctor !== null && <DoctorButton openDoctor={openDoctor} look="box" />}
    </>
  );
}

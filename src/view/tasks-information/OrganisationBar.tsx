import { Button } from '../controls/Button';
import { Select } from '../controls/Select';
import { Icon } from '../icons/Icon';
import { isBetweenLaps, loopText } from '../lap/lap-text';
import type { Loop, Organisation } from '../../protocol/organisation';
import { NO_CONNECTION } from '../task/task-permissions';
import type { TimeFrame } from '../words/time-text';
import { useViewTranslation } from '../words/translation';
import { ConnectionMark } from './ConnectionMark';
import { DoctorButton } from './DoctorButton';
import type { ShownConnection } from './shown-state';
import type { TasksInformationActions } from './tasks-information-actions';

export type OrganisationBarProps = {
  readonly organisations: readonly Organisation[];
  readonly organisation: Organisation | null;
  readonly connection: ShownConnection;
  readonly compact: boolean;
  readonly live: boolean;
  readonly frame: TimeFrame;
  readonly actions: Pick<TasksInformationActions, 'selectOrganisation' | 'setLoopPaused' | 'openInMainArea' | 'openDoctor'>;
};

export function OrganisationBar(props: OrganisationBarProps) {
  return props.compact ? <CompactBar {...props} /> : <WideBar {...props} />;
}

function WideBar({ organisation, connection, frame, live, ...rest }: OrganisationBarProps) {
  return (
    <div className="jp-peach-Bar jp-peach-mod-title">
      <OrganisationSelect {...rest} organisation={organisation} />
      {organisation !== null && (
        <>
          <span className="jp-peach-Separator" />
          <LoopMark organisation={organisation} frame={frame} />
          <LoopButton loop={organisation.loop} live={live} compact={false} onPause={rest.actions.setLoopPaused} />
        </>
      )}
      <span className="jp-peach-grow" />
      <ConnectionMark connection={connection} />
      {rest.actions.openDoctor !== null && <DoctorButton openDoctor={rest.actions.openDoctor} look="plain" />}
    </div>
  );
}

function CompactBar({ organisation, connection, live, actions, ...rest }: OrganisationBarProps) {
  const trans = useViewTranslation();
  return (
    <>
      <div className="jp-peach-PanelTitle">
        <span className="jp-peach-Section jp-peach-grow">{trans.__('Tasks information')}</span>
        <ConnectionMark connection={connection} />
        {actions.openInMainArea !== null && (
          <Button label={trans.__('Open in the main area')} icon="enlarge" iconOnly onPress={actions.openInMainArea} />
        )}
      </div>
      <div className="jp-peach-CompactOrganisation">
        <OrganisationSelect {...rest} actions={actions} organisation={organisation} />
        {organisation !== null && <LoopButton loop={organisation.loop} live={live} compact onPause={actions.setLoopPaused} />}
      </div>
    </>
  );
}

function OrganisationSelect({
  organisations,
  organisation,
  compact,
  actions
}: Omit<OrganisationBarProps, 'connection' | 'live' | 'frame'>) {
  const trans = useViewTranslation();
  return (
    <Select
      label={trans.__('Organisation')}
      labelShown={!compact}
      options={organisations.map(({ codops }) => ({ value: codops, label: codops }))}
      value={organisation?.codops ?? ''}
      onChange={actions.selectOrganisation}
    />
  );
}

function LoopMark({ organisation, frame }: { readonly organisation: Organisation; readonly frame: TimeFrame }) {
  const { loop } = organisation;
  const runs = !loop.paused && !isBetweenLaps(loop);
  return (
    <span className="jp-peach-Mark">
      <Icon name={loop.paused ? 'pause' : runs ? 'ring' : 'clock'} tone={runs ? 'run' : 'idle'} turning={runs} />
      {loopText(loop, frame)}
    </span>
  );
}

type LoopButtonProps = {
  readonly loop: Loop;
  readonly live: boolean;
  readonly compact: boolean;
  readonly onPause: TasksInformationActions['setLoopPaused'];
};

function LoopButton({ loop, live, compact, onPause }: LoopButtonProps) {
  const trans = useViewTranslation();
  return (
    <Button
      label={loop.paused ? trans.__('Resume loop') : trans.__('Pause loop')}
      icon={loop.paused ? 'resume' : 'pause'}
      iconOnly={compact}
      tooltip={
        loop.paused
          ? trans.__('Resume loop: laps go on')
          : trans.__('Pause loop: no task of it starts by itself; an execution that goes on is not touched')
      }
      refusal={live ? null : trans.__(NO_CONNECTION)}
      onPress={() => onPause(loop.name, !loop.paused)}
    />
  );
}

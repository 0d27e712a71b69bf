import { Button } from '../controls/Button';
import { Select } from '../controls/Select';
import { Icon } from '../icons/Icon';
import { isBetweenLaps, loopText } from '../lap/lap-text';
import type { Organisation } from '../../protocol/organisation';
import type { TimeFrame } from '../words/time-text';
import { ConnectionMark } from './ConnectionMark';
import type { ShownConnection } from './shown-state';
import type { TasksInformationActions } from './tasks-information-actions';

export type OrganisationBarProps = {
  readonly organisations: readonly Organisation[];
  readonly organisation: Organisation | null;
  readonly connection: ShownConnection;
  readonly compact: boolean;
  readonly frame: TimeFrame;
  readonly actions: Pick<TasksInformationActions, 'selectOrganisation' | 'openInMainArea'>;
};

export function OrganisationBar(props: OrganisationBarProps) {
  return props.compact ? <CompactBar {...props} /> : <WideBar {...props} />;
}

function WideBar({ organisation, connection, frame, ...rest }: OrganisationBarProps) {
  return (
    <div className="jp-peach-Bar jp-peach-mod-title">
      <OrganisationSelect {...rest} organisation={organisation} />
      {organisation !== null && (
        <>
          <span className="jp-peach-Separator" />
          <LoopMark organisation={organisation} frame={frame} />
        </>
      )}
      <span className="jp-peach-grow" />
      <ConnectionMark connection={connection} />
    </div>
  );
}

function CompactBar({ organisation, connection, actions, ...rest }: OrganisationBarProps) {
  return (
    <>
      <div className="jp-peach-PanelTitle">
        <span className="jp-peach-Section jp-peach-grow">Tasks information</span>
        <ConnectionMark connection={connection} />
        {actions.openInMainArea !== null && (
          <Button label="Open in the main area" icon="enlarge" iconOnly onPress={actions.openInMainArea} />
        )}
      </div>
      <div className="jp-peach-CompactOrganisation">
        <OrganisationSelect {...rest} actions={actions} organisation={organisation} />
      </div>
    </>
  );
}

function OrganisationSelect({ organisations, organisation, compact, actions }: Omit<OrganisationBarProps, 'connection' | 'frame'>) {
  return (
    <Select
      label="Organisation"
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

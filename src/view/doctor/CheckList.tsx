import type { CheckState, DoctorCheck } from '../../protocol/doctor';
import { sentence } from '../controls/sentence';
import { Icon, type IconTone } from '../icons/Icon';
import type { IconName } from '../icons/icon-shapes';
import { useViewTranslation, type ITranslation } from '../words/translation';
import { checkName, type CheckGroup } from './check-groups';
import { CopyableText } from './CopyableText';

const LOOKS: Readonly<Record<CheckState, { readonly name: IconName; readonly tone: IconTone }>> = {
  ok: { name: 'check', tone: 'ok' },
  warning: { name: 'triangle', tone: 'warn' },
  problem: { name: 'cross', tone: 'bad' }
};

export type CheckListProps = { readonly group: CheckGroup; readonly copy: (text: string) => void };

/** What was found, under one heading. */
export function CheckList({ group, copy }: CheckListProps) {
  return (
    <section aria-label={group.title}>
      <h3 className="jp-peach-Section">{group.title}</h3>
      <ul>
        {group.checks.map((check, index) => (
          <CheckItem key={index} check={check} copy={copy} />
        ))}
      </ul>
    </section>
  );
}

function CheckItem({ check, copy }: { readonly check: DoctorCheck } & Pick<CheckListProps, 'copy'>) {
  const trans = useViewTranslation();
  return (
    <li className={`jp-peach-Check jp-peach-mod-${check.state}`}>
      <Icon {...LOOKS[check.state]} label={stateText(check.state, trans)} />
      <span className={check.state === 'ok' ? undefined : 'jp-peach-strong'}>{checkName(check, trans)}</span>
      <div>
        <div>{check.found}</div>
        {check.remedy !== null && (
          <div className="jp-peach-Remedy">
            <CopyableText text={sentence(check.remedy)} copy={copy} />
          </div>
        )}
      </div>
    </li>
  );
}

function stateText(state: CheckState, trans: ITranslation): string {
  switch (state) {
    case 'ok':
      return trans.__('In order');
    case 'warning':
      return trans.__('Warning');
    case 'problem':
      return trans.__('Problem');
  }
}

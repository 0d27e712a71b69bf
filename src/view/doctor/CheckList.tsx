import type { CheckState, DoctorCheck } from '../../protocol/doctor';
import { sentence } from '../controls/sentence';
import { Icon, type IconTone } from '../icons/Icon';
import type { IconName } from '../icons/icon-shapes';
import { checkName, type CheckGroup } from './check-groups';
import { CopyableText } from './CopyableText';

const LOOKS: Readonly<Record<CheckState, { readonly name: IconName; readonly tone: IconTone; readonly label: string }>> = {
  ok: { name: 'check', tone: 'ok', label: 'In order' },
  warning: { name: 'triangle', tone: 'warn', label: 'Warning' },
  problem: { name: 'cross', tone: 'bad', label: 'Problem' }
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
  return (
    <li className={`jp-peach-Check jp-peach-mod-${check.state}`}>
      <Icon {...LOOKS[check.state]} />
      <span className={check.state === 'ok' ? undefined : 'jp-peach-strong'}>{checkName(check)}</span>
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

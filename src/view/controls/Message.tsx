import type { ReactNode } from 'react';
import { Icon, type IconTone } from '../icons/Icon';
import type { IconName } from '../icons/icon-shapes';

export type MessageProps = {
  readonly icon: IconName;
  readonly tone?: IconTone;
  readonly turning?: boolean;
  readonly title: string;
  readonly children: ReactNode;
  readonly buttons?: ReactNode;
};

/** What stands where there is nothing to list: what is so, and what to do. */
export function Message({ icon, tone = 'idle', turning = false, title, children, buttons }: MessageProps) {
  return (
    <div className="jp-peach-Message">
      <Icon name={icon} tone={tone} size={24} turning={turning} />
      <div className="jp-peach-strong">{title}</div>
      <div>{children}</div>
      {buttons !== undefined && <div className="jp-peach-Row">{buttons}</div>}
    </div>
  );
}

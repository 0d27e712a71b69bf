import type { ReactNode } from 'react';
import { Icon, type IconProps } from '../icons/Icon';
import { classNames } from './class-names';

export type StripProps = {
  readonly tone: 'warn' | 'bad';
  readonly icon: Pick<IconProps, 'name' | 'turning'>;
  readonly children: ReactNode;
  readonly buttons?: ReactNode;
};

/** A line across the panel about something that holds for all of it. */
export function Strip({ tone, icon, children, buttons }: StripProps) {
  return (
    <div className={classNames('jp-peach-Strip', `jp-peach-mod-${tone}`)}>
      <Icon {...icon} tone={tone} />
      <span className="jp-peach-grow">{children}</span>
      {buttons}
    </div>
  );
}

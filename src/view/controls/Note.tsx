import type { ReactNode } from 'react';
import { Icon } from '../icons/Icon';
import type { IconName } from '../icons/icon-shapes';

/** Something wrong that belongs to what stands below it. */
export function Note({ icon, children }: { readonly icon: IconName; readonly children: ReactNode }) {
  return (
    <div className="jp-peach-Note">
      <Icon name={icon} tone="bad" />
      <div>{children}</div>
    </div>
  );
}

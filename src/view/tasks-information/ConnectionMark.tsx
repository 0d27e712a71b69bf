import { Icon } from '../icons/Icon';
import type { ShownConnection } from './shown-state';

/** Whether what is shown is what is so. */
export function ConnectionMark({ connection }: { readonly connection: ShownConnection }) {
  switch (connection.kind) {
    case 'live':
      return (
        <span className="jp-peach-Mark" title="Connected">
          <Icon name="check" tone="ok" />
          Live
        </span>
      );
    case 'disconnected':
      return (
        <span className="jp-peach-Mark" title="Not connected">
          <Icon name="plug" tone="bad" />
          No connection
        </span>
      );
    case 'connecting':
    case 'reconnecting':
      return (
        <span className="jp-peach-Mark">
          <Icon name="ring" tone="warn" turning />
          {connection.kind === 'connecting' ? 'Connecting' : 'Reconnecting'}
        </span>
      );
  }
}

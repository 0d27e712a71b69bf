import { Icon } from '../icons/Icon';
import { useViewTranslation } from '../words/translation';
import type { ShownConnection } from './shown-state';

/** Whether what is shown is what is so. */
export function ConnectionMark({ connection }: { readonly connection: ShownConnection }) {
  const trans = useViewTranslation();
  switch (connection.kind) {
    case 'live':
      return (
        <span className="jp-peach-Mark jp-peach-ConnectionMark" title={trans.__('Connected')}>
          <Icon name="check" tone="ok" />
          {trans.__('Live')}
        </span>
      );
    case 'disconnected':
    case 'logged_out':
      return (
        <span className="jp-peach-Mark jp-peach-ConnectionMark" title={trans.__('Not connected')}>
          <Icon name={connection.kind === 'logged_out' ? 'lock' : 'plug'} tone="bad" />
          {connection.kind === 'logged_out' ? trans.__('Logged out') : trans.__('No connection')}
        </span>
      );
    case 'connecting':
    case 'reconnecting':
      return (
        <span className="jp-peach-Mark jp-peach-ConnectionMark">
          <Icon name="ring" tone="warn" turning />
          {connection.kind === 'connecting' ? trans.__('Connecting') : trans.__('Reconnecting')}
        </span>
      );
  }
}

import { URLExt } from '@jupyterlab/coreutils';
import type { ServerConnection } from '@jupyterlab/services';
import type { OpenSocket } from '../../client/socket';
import { webSocketOpener } from '../../client/web-socket';

/** Opens the scheduler's events through the Jupyter server. A browser's websocket has no headers: the token goes into the address. */
export function labSocket(settings: ServerConnection.ISettings): OpenSocket {
  const address = URLExt.join(settings.wsUrl, 'peach/api/events');
  const query = settings.appendToken && settings.token !== '' ? `?token=${encodeURIComponent(settings.token)}` : '';
  return webSocketOpener(() => new settings.WebSocket(address + query));
}

import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type { IHttp } from '../../client/http';

/** The scheduler's API through the Jupyter server, with its token and XSRF check. */
export function labHttp(settings: ServerConnection.ISettings): IHttp {
  const root = URLExt.join(settings.baseUrl, 'peach/api/');
  return {
    send: ({ method, path, headers, body, cancelled }) =>
      ServerConnection.makeRequest(root + path, { method, headers: { ...headers }, body, signal: signalOf(cancelled) }, settings)
  };
}

function signalOf(cancelled: Promise<unknown> | undefined): AbortSignal | null {
  if (cancelled === undefined) {
    return null;
  }
  const controller = new AbortController();
  void cancelled.then(() => controller.abort());
  return controller.signal;
}

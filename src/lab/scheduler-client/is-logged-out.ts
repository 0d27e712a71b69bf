import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

const REFUSALS = [401, 403];

/** Whether the Jupyter server of `settings` answers, and does not know this page's login. */
export async function isLoggedOut(settings: ServerConnection.ISettings): Promise<boolean> {
  try {
    const response = await ServerConnection.makeRequest(URLExt.join(settings.baseUrl, 'api/me'), { method: 'GET' }, settings);
    return REFUSALS.includes(response.status);
  } catch {
    return false;
  }
}

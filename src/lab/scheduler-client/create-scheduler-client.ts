import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type { IConnection } from '../../client/connection';
import { parseJson } from '../../protocol/json';
import type { ISchedulerClient, ServerStatus } from '../tokens';
import { parseSchedulerStatus } from './parse-scheduler-status';

/** {@link ISchedulerClient} over the Jupyter server of `settings`. */
export function createSchedulerClient(settings: ServerConnection.ISettings): ISchedulerClient {
  let connection: Promise<IConnection> | null = null;
  return {
    api: async () => (await import('./connect')).connectApi(settings),
    connection: () => {
      connection ??= import('./connect')
        .then(({ connectEvents }) => connectEvents(settings))
        .catch((error: unknown) => {
          // What could not be loaded may be, the next time.
          connection = null;
          throw error;
        });
      return connection;
    },
    status: () => askServer(settings, 'GET', 'peach/scheduler').catch(refusedStatus),
    start: async () => {
      await askServer(settings, 'POST', 'peach/scheduler/start');
    },
    examine: async () => (await import('./examine')).examine(settings)
  };
}

const REFUSALS = [401, 403];

function refusedStatus(error: unknown): ServerStatus {
  if (error instanceof ServerConnection.ResponseError && REFUSALS.includes(error.response.status)) {
    return { state: 'refused', reason: error.message, rootDir: undefined };
  }
  throw error;
}

/** What the Jupyter server itself says about the scheduler. */
async function askServer(settings: ServerConnection.ISettings, method: 'GET' | 'POST', path: string): Promise<ServerStatus> {
  const response = await ServerConnection.makeRequest(URLExt.join(settings.baseUrl, path), { method }, settings);
  const body = parseJson(await response.text());
  const status = response.ok ? parseSchedulerStatus(body) : null;
  if (status === null) {
    const { readFailure } = await import('../../client/read-answer');
    throw new ServerConnection.ResponseError(response, readFailure(response.status, body).message);
  }
  return status;
}

import type { ServerConnection } from '@jupyterlab/services';
import { createApiClient, type IApiClient } from '../../client/api-client';
import { createConnection, type IConnection } from '../../client/connection';
import { browserTimers } from './browser-timers';
import { labHttp } from './lab-http';
import { labSocket } from './lab-socket';

/** A connection of its own to the scheduler's events; close it when it is no longer needed. */
export function connectEvents(settings: ServerConnection.ISettings): IConnection {
  return createConnection({
    open: labSocket(settings),
    timers: browserTimers,
    jitter: () => Math.random(),
    report: problem => console.warn(`PEACH Lab: ${problem}`)
  });
}

/** The API with the login of `settings`. */
export function connectApi(settings: ServerConnection.ISettings): IApiClient {
  return createApiClient(labHttp(settings));
}

import type { ServerConnection } from '@jupyterlab/services';
import { createApiClient, type IApiClient } from '../../client/api-client';
import { createConnection, type IConnection } from '../../client/connection';
import { browserTimers } from './browser-timers';
import { checkOnWake } from './check-on-wake';
import { isLoggedOut } from './is-logged-out';
import { labHttp } from './lab-http';
import { labSocket } from './lab-socket';

/** A connection of its own to the scheduler's events; close it when it is no longer needed. */
export function connectEvents(settings: ServerConnection.ISettings): IConnection {
  const connection = createConnection({
    open: labSocket(settings),
    timers: browserTimers,
    jitter: () => Math.random(),
    report: problem => console.warn(`PEACH Lab: ${problem}`),
    isLoggedOut: () => isLoggedOut(settings)
  });
  const endChecks = checkOnWake(connection);
  const close = (): void => {
    endChecks();
    connection.close();
  };
  return {
    state: connection.state,
    subscribe: (topic, listener) => connection.subscribe(topic, listener),
    retryNow: () => connection.retryNow(),
    check: () => connection.check(),
    close
  };
}

/** The API with the login of `settings`. */
export function connectApi(settings: ServerConnection.ISettings): IApiClient {
  return createApiClient(labHttp(settings));
}

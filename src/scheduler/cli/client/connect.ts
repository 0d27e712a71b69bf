import type { Surroundings } from '../command-io';
import { ApiClient } from './api-client';
import { locateScheduler, type ConnectionOptions } from './locate-scheduler';

/** A client of the scheduler that the options of a command choose. */
export function connect(invocation: Surroundings & { readonly options: ConnectionOptions }): ApiClient {
  return new ApiClient(() => locateScheduler(invocation.options, invocation), invocation.signal);
}

/** What one client may take. Times in milliseconds, sizes in bytes. */
export type ApiLimits = {
  /** For the whole head of a request. */
  readonly headersTimeout: number;
  /** For a whole request, body included. */
  readonly requestTimeout: number;
  /** A connection on which nothing moves: a reader that stopped reading, or a commit whose hooks take that long. */
  readonly idleTimeout: number;
  /** Between two pings of a websocket; two unanswered ones end it. */
  readonly pingInterval: number;
  readonly connections: number;
  /** Subscriptions on one websocket. */
  readonly subscriptions: number;
  /** Written to a websocket and not yet taken by its client: beyond it changes are dropped and logs wait. */
  readonly buffered: number;
};

/** Connections: a thousand websockets and as many requests beside them. */
export const DEFAULT_LIMITS: ApiLimits = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  idleTimeout: 300_000,
  pingInterval: 20_000,
  connections: 2048,
  subscriptions: 256,
  buffered: 1024 * 1024
};

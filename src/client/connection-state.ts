/** Where the connection to the scheduler stands. Times are milliseconds since the epoch. */
export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'reconnecting'; readonly since: number }
  | {
      readonly kind: 'disconnected';
      readonly since: number;
      /** When it is tried again; null while an attempt is under way. */
      readonly nextAttempt: number | null;
    };

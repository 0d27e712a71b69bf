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
    }
  /** The Jupyter server does not know this page’s login: it is tried again only when a person comes back or asks for it. */
  | { readonly kind: 'logged_out'; readonly since: number };

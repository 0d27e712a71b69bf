import type { Readable } from 'node:stream';

/** A success: one JSON document, or bytes of a log. */
export type Answer =
  | { readonly kind: 'json'; readonly status: 200 | 202 | 503; readonly value: unknown }
  | { readonly kind: 'text'; readonly status: 200 | 206; readonly headers: Readonly<Record<string, string>>; readonly body: Readable };

export function json(value: unknown, status: 200 | 202 | 503 = 200): Answer {
  return { kind: 'json', status, value };
}

import type { ErrorCode } from '../protocol/errors';

/** Why a call had no result. `unreachable`: nobody answered; `unexpected_answer`: what came is not what the API says. */
export type ApiFailure = {
  readonly code: ErrorCode | 'unreachable' | 'unexpected_answer';
  readonly message: string;
  readonly details: unknown;
};

/** What a call of the API comes to. Expected failures are values: a call never rejects. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: ApiFailure };

import { createCheck, type Check } from '../protocol/check';
import { ApiErrorSchema } from '../protocol/errors';
import { parseJson } from '../protocol/json';
import type { Answer, ApiFailure } from './answer';

const checkError = createCheck(ApiErrorSchema);

/** The body `text` of an answer with `status` as the value that `check` describes, or why there is none. */
export function readAnswer<T>(status: number, text: string, check: Check<T>): Answer<T> {
  const body = parseJson(text);
  if (status < 200 || status > 299) {
    return { ok: false, failure: readFailure(status, body) };
  }
  const checked = check(body);
  return checked.ok ? checked : { ok: false, failure: unexpected(status, checked.errors) };
}

/** Why an answer with `status` and `body` is no success. */
export function readFailure(status: number, body: unknown): ApiFailure {
  const checked = checkError(body);
  return checked.ok ? checked.value.error : unexpected(status, body);
}

function unexpected(status: number, details: unknown): ApiFailure {
  return {
    code: 'unexpected_answer',
    message: `The scheduler’s answer (status ${status}) is not understood. Reload the page; if that does not help, install the same version of peach-lab on both sides.`,
    details
  };
}

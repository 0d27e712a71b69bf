import { WebSocket } from 'ws';
import { createCheck, type Check } from '../../../protocol/check';
import { ApiErrorSchema } from '../../../protocol/errors';
import { parseJson } from '../../../protocol/json';
import { EXIT, fail, type Reply } from '../exit-codes';
import { describeRefusal, describeUnreachable } from './describe-failure';
import type { Target } from './locate-scheduler';

/** Time for an answer that is not a log, in milliseconds. */
const ANSWER_TIMEOUT = 60_000;

/** A question to the scheduler; `check` parses what it answers. */
export type Question<T> = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly check: Check<T>;
};

const checkError = createCheck(ApiErrorSchema);

/** Talks to the scheduler that `locate` finds; it is asked anew for every call. */
export class ApiClient {
  readonly #locate: () => Reply<Target>;
  readonly #signal: AbortSignal;

  constructor(locate: () => Reply<Target>, signal: AbortSignal) {
    this.#locate = locate;
    this.#signal = signal;
  }

  /** The answer, parsed. */
  async ask<T>(question: Question<T>): Promise<Reply<T>> {
    const found = await this.find(question);
    if (!found.ok) {
      return found;
    }
    return found.value === null ? fail(EXIT.usage, `the scheduler has nothing at ${question.path}`) : { ok: true, value: found.value };
  }

  /** As `ask`; null where there is no such thing. */
  async find<T>({ method, path, body: given, check }: Question<T>): Promise<Reply<T | null>> {
    const sent = await this.#send({ method, path, body: given }, AbortSignal.any([this.#signal, AbortSignal.timeout(ANSWER_TIMEOUT)]));
    if (!sent.ok) {
      return sent;
    }
    const { response, target } = sent.value;
    const body = parseJson(await response.text().catch(() => ''));
    const answer = check(body);
    if (answer.ok) {
      return answer;
    }
    const isMissing = response.status === 404 && checkError(body).ok;
    return isMissing ? { ok: true, value: null } : { ok: false, failure: describeRefusal(body, target) };
  }

  /** An answer whose body is still to be read. */
  async open(path: string): Promise<Reply<Response>> {
    const sent = await this.#send({ method: 'GET', path }, this.#signal);
    if (!sent.ok) {
      return sent;
    }
    const { response, target } = sent.value;
    return response.ok ? { ok: true, value: response } : { ok: false, failure: describeRefusal(parseJson(await response.text()), target) };
  }

  /** A websocket that is still connecting. */
  socket(path: string): Reply<WebSocket> {
    const target = this.#locate();
    if (!target.ok) {
      return target;
    }
    const { url, token } = target.value;
    return {
      ok: true,
      value: new WebSocket(`${url.replace(/^http/, 'ws')}${path}`, { headers: authorisation(token), perMessageDeflate: false })
    };
  }

  async #send(
    { method, path, body }: Pick<Question<unknown>, 'method' | 'path' | 'body'>,
    signal: AbortSignal
  ): Promise<Reply<{ readonly response: Response; readonly target: Target }>> {
    const target = this.#locate();
    if (!target.ok) {
      return target;
    }
    const { url, token } = target.value;
    try {
      const json = body === undefined ? {} : { body: JSON.stringify(body) };
      const headers = { ...authorisation(token), ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
      const response = await fetch(`${url}${path}`, { method, headers, ...json, redirect: 'error', signal });
      return { ok: true, value: { response, target: target.value } };
    } catch (error) {
      return { ok: false, failure: describeUnreachable(error, target.value) };
    }
  }
}

function authorisation(token: string): { readonly authorization: string } {
  return { authorization: `Bearer ${token}` };
}

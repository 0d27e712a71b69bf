import { STATUS_CODES } from 'node:http';
import { ERROR_STATUS, type ApiError, type Refusal } from '../../../protocol/errors';

/** What a refusal becomes on the wire. */
export type RefusalAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Headers of every answer: nothing of the scheduler is to be kept by a cache or guessed to be something else. */
export const STANDARD_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

export function refusalAnswer(refusal: Refusal): RefusalAnswer {
  const { code, message, details } = refusal;
  const error: ApiError = { error: { code, message, details: details ?? null } };
  const body = JSON.stringify(error);
  return {
    status: ERROR_STATUS[code],
    headers: {
      ...STANDARD_HEADERS,
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      ...headersOf(refusal)
    },
    body
  };
}

/** What HTTP wants to have said with some statuses. */
function headersOf({ code, details }: Refusal): Readonly<Record<string, string>> {
  if (code === 'unauthorised') {
    return { 'www-authenticate': 'Bearer' };
  }
  return code === 'range_not_satisfiable' ? { 'content-range': `bytes */${(details as { readonly size: number }).size}` } : {};
}

/** The whole HTTP answer as bytes, for a socket that has no response object: an upgrade, or a request that is no HTTP. */
export function rawRefusal(refusal: Refusal, status = ERROR_STATUS[refusal.code] as number): string {
  const { headers, body } = refusalAnswer(refusal);
  const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`;
}

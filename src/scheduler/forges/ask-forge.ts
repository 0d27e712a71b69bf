import { fetchFailure } from '../../core/text/fetch-failure';
import type { ForgeAnswer } from '../forge-port';
import { nextLink } from './next-link';
import { readJson, TooLong } from './read-json';
import { retryAfter } from './retry-after';

type Failed = Extract<ForgeAnswer, { kind: 'failed' }>;

/** How a forge is asked. */
export type Asking = {
  readonly headers: Readonly<Record<string, string>>;
  /** Variable that the token is in, for what is said to people; null: no token is sent. */
  readonly tokenEnv: string | null;
  /** Milliseconds for one answer. */
  readonly patience: number;
  readonly signal: AbortSignal;
};

/** `next`: where the answer goes on, of the same origin. */
type Page = { readonly kind: 'page'; readonly body: unknown; readonly next: URL | null };

const MOST_BYTES = 16 * 1024 * 1024;
const MOST_HOPS = 5;

/** Asks for `url`. The token goes to no other origin than that of `url`: redirects and pages elsewhere are refused. */
export async function askForge(url: URL, asking: Asking): Promise<Page | Failed> {
  const signal = AbortSignal.any([asking.signal, AbortSignal.timeout(asking.patience)]);
  const headers = { accept: 'application/json', 'user-agent': 'peach-lab', ...asking.headers };
  try {
    let place = url;
    for (let hop = 0; hop < MOST_HOPS; hop += 1) {
      const answer = await fetch(place, { headers, redirect: 'manual', signal });
      const target = redirection(answer, place);
      if (target === null) {
        return await judge(answer, place, asking);
      }
      await answer.body?.cancel();
      if (target.origin !== url.origin) {
        return failed(`${url.host} sends on to ${target.origin}: where that is right, write it as the address of the forge`);
      }
      place = target;
    }
    return failed(`${url.host} sends on more than ${MOST_HOPS} times`);
  } catch (error) {
    return failed(failureWords(url.host, error));
  }
}

function redirection(answer: Response, from: URL): URL | null {
  const location = [301, 302, 303, 307, 308].includes(answer.status) ? answer.headers.get('location') : null;
  return location === null ? null : URL.parse(location, from.href);
}

async function judge(answer: Response, place: URL, asking: Asking): Promise<Page | Failed> {
  if (answer.ok) {
    return page(await readJson(answer, MOST_BYTES), answer.headers.get('link'), place);
  }
  const { status } = answer;
  if (status === 403 || status === 429) {
    const wait = retryAfter(status, answer.headers, Date.now()) ?? (await secondaryLimit(answer));
    await cancel(answer);
    if (wait !== null) {
      return { kind: 'failed', reason: `${place.host} asks to wait, because it was asked too often (${status})`, wait };
    }
  }
  await cancel(answer);
  return failed(`${place.host} answered ${status}${remedy(status, asking.tokenEnv)}`);
}

function page(body: unknown, link: string | null, place: URL): Page | Failed {
  const address = nextLink(link);
  const next = address === null ? null : URL.parse(address, place.href);
  if (address !== null && next?.origin !== place.origin) {
    const where = next === null ? 'at no address' : `at ${next.origin}`;
    return failed(
      `${place.host} says that its list goes on ${where}: write the address that it calls itself by as the address of the forge`
    );
  }
  return { kind: 'page', body, next };
}

/** GitHub may tell of its secondary limits in words alone; then a minute is to be waited at least. */
async function secondaryLimit(answer: Response): Promise<number | null> {
  const body: unknown = await readJson(answer, 65_536).catch(() => null);
  const { message } = (body ?? {}) as { readonly message?: unknown };
  return typeof message === 'string' && /rate limit/i.test(message) ? 60_000 : null;
}

async function cancel(answer: Response): Promise<void> {
  if (answer.body?.locked === false) {
    await answer.body.cancel();
  }
}

function remedy(status: number, tokenEnv: string | null): string {
  if (status !== 401 && status !== 403) {
    return '';
  }
  return tokenEnv === null
    ? ': it wants a token, which token_env names a variable for'
    : `: it does not take the token in ${tokenEnv}; give it one that may read repositories and has not expired`;
}

function failureWords(host: string, error: unknown): string {
  if (error instanceof TooLong) {
    return `${host} answered more than ${MOST_BYTES / 1024 / 1024} MiB at once`;
  }
  return error instanceof SyntaxError ? `${host} answered something that is no JSON` : `${host} did not answer: ${fetchFailure(error)}`;
}

function failed(reason: string): Failed {
  return { kind: 'failed', reason, wait: null };
}

import { fetchFailure } from '../../core/text/fetch-failure';
import { done, refuse, type Outcome } from '../../protocol/errors';
import type { IWebhooks } from '../ports';

/** Milliseconds that the other side has for its answer. */
const PATIENCE = 10_000;

/** A redirect is not followed: it could lead what is told elsewhere. */
export function createWebhooks(patience = PATIENCE): IWebhooks {
  return { post: (url, body) => post(url, body, patience) };
}

async function post(url: string, body: unknown, patience: number): Promise<Outcome<null>> {
  const host = URL.parse(url)?.host ?? 'nowhere';
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'peach-lab' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(patience)
    });
    await answer.body?.cancel();
    return answer.ok ? done(null) : refuse('internal', `${host} answered ${answer.status}`);
  } catch (error) {
    return refuse('internal', `${host} did not answer: ${fetchFailure(error)}`);
  }
}

import type { ApiError } from '../../../src/protocol/errors';
import type { SchedulerAddress } from '../../../src/protocol/health';

/** An answer: its status, and the body as JSON. */
export type Answer = { readonly status: number; readonly body: unknown };

/** The scheduler's API, whichever scheduler answers just now. */
export interface IApi {
  /** Null where no scheduler answered to the end. */
  ask(method: 'GET' | 'POST', path: string): Promise<Answer | null>;
  /** The body of a good answer, else null. */
  get<T>(path: string): Promise<T | null>;
}

const PATIENCE = 10_000;

export function createApi(address: () => SchedulerAddress | null): IApi {
  const ask = async (method: 'GET' | 'POST', path: string): Promise<Answer | null> => {
    const scheduler = address();
    if (scheduler === null) {
      return null;
    }
    try {
      const headers = { authorization: `Bearer ${scheduler.token}` };
      const answer = await fetch(`${scheduler.url}${path}`, { method, headers, signal: AbortSignal.timeout(PATIENCE) });
      return { status: answer.status, body: await answer.json() };
    } catch {
      return null; // it was killed meanwhile, or is frozen
    }
  };
  return {
    ask,
    get: async <T>(path: string) => {
      const answer = await ask('GET', path);
      return answer?.status === 200 ? (answer.body as T) : null;
    }
  };
}

/** What an answer that is no success says. */
export function errorOf(answer: Answer): ApiError['error'] | null {
  return (answer.body as Partial<ApiError> | null)?.error ?? null;
}

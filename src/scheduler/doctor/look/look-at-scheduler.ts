import { Type } from '@sinclair/typebox';
import { createCheck } from '../../../protocol/check';
import { HealthSchema, type Health } from '../../../protocol/health';
import { parseJson } from '../../../protocol/json';
import { OrganisationsAnswerSchema } from '../../../protocol/list-answers';
import type { Organisation } from '../../../protocol/organisation';

/** Where a scheduler is said to be. */
export type SchedulerTarget = { readonly url: string; readonly token: string };

export type SchedulerLook =
  /** No address is known, or its process has ended. */
  | { readonly kind: 'none' }
  | { readonly kind: 'silent'; readonly url: string; readonly why: string }
  /** It does not know the secret. */
  | { readonly kind: 'refused'; readonly url: string }
  /** What answers there is no scheduler, or one that this version does not understand; `version` null: it tells none. */
  | { readonly kind: 'unknown'; readonly url: string; readonly status: number; readonly version: string | null }
  | {
      readonly kind: 'answered';
      readonly url: string;
      readonly health: Health;
      /** Null where it did not tell. */
      readonly organisations: readonly Organisation[] | null;
      /** Milliseconds that its clock is before this one's, to a second; null where it did not tell. */
      readonly ahead: number | null;
    };

type Answer = { readonly status: number; readonly body: unknown; readonly ahead: number | null };

const checkHealth = createCheck(HealthSchema);
/** What every version tells. */
const checkVersion = createCheck(Type.Object({ version: Type.String() }));
const checkOrganisations = createCheck(OrganisationsAnswerSchema);
/** Milliseconds; a scheduler that is well answers in a few. */
const TIMEOUT = 10_000;
/** What the header can't tell. */
const SECOND = 1000;

/** Asks the scheduler at `target`. Never rejects. */
export async function lookAtScheduler(target: SchedulerTarget, timeout = TIMEOUT): Promise<SchedulerLook> {
  const { url } = target;
  try {
    const answer = await ask(target, '/api/health', timeout);
    if (answer.status === 401) {
      return { kind: 'refused', url };
    }
    const health = checkHealth(answer.body);
    if (!health.ok) {
      const told = checkVersion(answer.body);
      return { kind: 'unknown', url, status: answer.status, version: told.ok ? told.value.version : null };
    }
    const organisations = checkOrganisations((await ask(target, '/api/organisations', timeout)).body);
    return {
      kind: 'answered',
      url,
      health: health.value,
      organisations: organisations.ok ? organisations.value.organisations : null,
      ahead: answer.ahead
    };
  } catch (error) {
    return { kind: 'silent', url, why: reasonOf(error, timeout) };
  }
}

async function ask({ url, token }: SchedulerTarget, path: string, timeout: number): Promise<Answer> {
  const asked = Date.now();
  const response = await fetch(`${url}${path}`, {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'error',
    signal: AbortSignal.timeout(timeout)
  });
  const body = parseJson(await response.text());
  return { status: response.status, body, ahead: aheadOf(response.headers.get('date'), asked, Date.now()) };
}

/** The header leaves out what is less than a second, and was written between the two times. */
function aheadOf(header: string | null, asked: number, answered: number): number | null {
  const date = Date.parse(header ?? '');
  if (Number.isNaN(date)) {
    return null;
  }
  return date > answered ? date - answered : Math.min(0, date + SECOND - asked);
}

function reasonOf(error: unknown, timeout: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `no answer in ${timeout / 1000} s`;
  }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) {
    return String(cause);
  }
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}

import { createCheck } from '../../../protocol/check';
import { ApiErrorSchema, type ErrorCode } from '../../../protocol/errors';
import { EXIT, type ExitCode, type Failure } from '../exit-codes';
import type { Target } from './locate-scheduler';

const checkError = createCheck(ApiErrorSchema);

/** What a refusal of the scheduler means for the one who asked; 1 where nothing is said here. */
const EXIT_OF: Partial<Record<ErrorCode, ExitCode>> = {
  bad_request: EXIT.usage,
  not_found: EXIT.usage,
  unauthorised: EXIT.unreachable,
  forbidden_host: EXIT.unreachable,
  forbidden_origin: EXIT.unreachable,
  shutting_down: EXIT.unreachable
};

/** What an answer that is no success says. */
export function describeRefusal(body: unknown, target: Target): Failure {
  const refused = checkError(body);
  if (!refused.ok) {
    return { exit: EXIT.unreachable, message: `what answers ${target.origin} is no scheduler of this version; ${target.remedy}` };
  }
  const { code, message } = refused.value.error;
  return code === 'unauthorised'
    ? { exit: EXIT.unreachable, message: `the scheduler ${target.origin} does not know this secret; ${target.remedy}` }
    : { exit: EXIT_OF[code] ?? EXIT.failed, message };
}

/** What it means that there was no answer. */
export function describeUnreachable(error: unknown, target: Target): Failure {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return { exit: EXIT.unreachable, message: `can’t reach the scheduler ${target.origin} (${reasonOf(cause)}); ${target.remedy}` };
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) {
    return String(cause);
  }
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}

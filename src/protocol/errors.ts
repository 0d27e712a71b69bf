import { Type, type Static } from '@sinclair/typebox';
import { stringEnum } from './string-enum';

/** Every code that an answer of the API, or a refusal of the command line, can carry; with the HTTP status it travels with. */
export const ERROR_STATUS = {
  bad_request: 400,
  unauthorised: 401,
  forbidden_host: 403,
  forbidden_origin: 403,
  /** From the Jupyter server in front: not logged in there, or not allowed by its authorizer. */
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  task_running: 409,
  task_not_runnable: 409,
  run_ended: 409,
  working_copy_changed: 409,
  too_large: 413,
  range_not_satisfiable: 416,
  definition_invalid: 422,
  internal: 500,
  git_failed: 502,
  shutting_down: 503,
  /** It has not yet found out what an earlier scheduler left. */
  starting: 503,
  /** From the Jupyter server in front: no scheduler answers it. */
  unreachable: 503,
  disk_full: 507
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

const ErrorCodeSchema = stringEnum(Object.keys(ERROR_STATUS) as ErrorCode[]);

/** The body of every answer that is not a success. */
export const ApiErrorSchema = Type.Object(
  {
    error: Type.Object(
      {
        code: ErrorCodeSchema,
        message: Type.String({ description: 'what was wrong, what is allowed, what to do' }),
        details: Type.Unknown({ description: 'machine-readable particulars; null where there are none' })
      },
      { additionalProperties: false }
    )
  },
  { $id: 'ApiError', additionalProperties: false }
);

export type ApiError = Readonly<Static<typeof ApiErrorSchema>>;

/** An expected failure as a value: what services answer instead of throwing. */
export type Refusal = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: unknown;
};

/** Either what was asked for, or why not. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refuse(code: ErrorCode, message: string, details: unknown = null): Outcome<never> {
  return { ok: false, refusal: { code, message, details } };
}

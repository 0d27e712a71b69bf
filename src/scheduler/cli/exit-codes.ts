/** What the process ends with. */
export const EXIT = {
  good: 0,
  /** The run failed, a definition is wrong, or the scheduler refused. */
  failed: 1,
  usage: 2,
  unreachable: 3,
  /** `serve` alone: another scheduler owns the state directory. */
  taken: 4,
  timedOut: 124,
  /** Ctrl-C, as shells count it. */
  interrupted: 130
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Why a command can't do what it was asked: what it says, and what it ends with. */
export type Failure = { readonly exit: ExitCode; readonly message: string };

/** What was asked for, or why not. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function fail(exit: ExitCode, message: string): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { exit, message } };
}

import { refuse, type Outcome } from '../../protocol/errors';

/** The refusal for a file operation that failed: `sentence` says what was not done. A full disk has a code of its own. */
export function diskRefusal(sentence: string, error: unknown): Outcome<never> {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return refuse('disk_full', `${sentence}: the disk is full; make room and try again`);
  }
  return refuse('internal', `${sentence}: ${typeof message === 'string' ? message : String(error)}`);
}

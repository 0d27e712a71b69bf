import type { TaskDefinition } from '../../../protocol/task-definition';
import type { RegisterForm } from './register-form';

type RetryEntries = RegisterForm['retries'];

/** What the entries about retries come to (null: none), or which of them is wrong. */
type ReadRetries =
  | { readonly ok: true; readonly value: NonNullable<TaskDefinition['retries']> | null }
  | { readonly ok: false; readonly mistake: 'count' | 'missing' };

export function readRetries(entries: RetryEntries): ReadRetries {
  const limit = entries.limit.trim();
  const delay = entries.delay.trim();
  if (limit === '') {
    return delay === '' ? { ok: true, value: null } : { ok: false, mistake: 'missing' };
  }
  return /^\d{1,3}$/.test(limit) && Number(limit) <= 100
    ? { ok: true, value: { limit: Number(limit), ...(delay !== '' && { delay }) } }
    : { ok: false, mistake: 'count' };
}

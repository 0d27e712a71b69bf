import type { IClock } from '../ports';

/** Waits for `work`, but no longer than this: true where it is over. Also over when `signal` is aborted. `work` never rejects. */
export async function waitAtMost(
  clock: Pick<IClock, 'sleep'>,
  work: Promise<void>,
  { milliseconds, signal }: { readonly milliseconds: number; readonly signal: AbortSignal }
): Promise<boolean> {
  const over = new AbortController();
  // With a reason, or an error with its stack would be made for each.
  const end = (): void => over.abort('over');
  signal.addEventListener('abort', end, { once: true });
  void work.then(end);
  await clock.sleep(milliseconds, over.signal);
  signal.removeEventListener('abort', end);
  return over.signal.aborted || signal.aborted;
}

import type { IConnection } from '../../client/connection';

/** Has `connection` checked whenever this page may have slept, or its network changed. Returns what ends that. */
export function checkOnWake(connection: Pick<IConnection, 'check'>): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const check = (): void => {
    if (document.visibilityState === 'visible') {
      connection.check();
    }
  };
  for (const type of ['online', 'offline', 'focus', 'pageshow']) {
    window.addEventListener(type, check, { signal });
  }
  for (const type of ['visibilitychange', 'resume']) {
    document.addEventListener(type, check, { signal });
  }
  return () => ending.abort();
}

import type { History } from '../history/history';

/** No process of a finished run is left. */
export function noStrays(history: History): readonly string[] {
  const strays = new Map(history.strays.map(stray => [`${stray.run} ${stray.pid}`, stray]));
  return [...strays.values()].map(stray => `process ${stray.pid} (${stray.command}) lived on when run ${stray.run} had ended`);
}

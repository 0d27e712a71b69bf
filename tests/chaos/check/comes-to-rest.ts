import type { History } from '../history/history';

/** When nothing is due any more, everything comes to rest. Whatever else is checked then is only worth as much as that. */
export function comesToRest(history: History): readonly string[] {
  return history.vainWaits.map(words => `waited in vain for the rest: ${words}`);
}

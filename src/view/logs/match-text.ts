import type { SearchState } from './log-searcher';

/** `9 of 1,204`, `9 of 10,000+`, `no match`. `place`: that of the current match; null before there is one. */
export function matchText({ count, more, busy, failure }: SearchState, place: number | null): string {
  if (failure !== null) {
    return 'search failed';
  }
  if (count === 0) {
    return busy ? 'searching…' : 'no match';
  }
  const counted = `${count.toLocaleString('en-GB')}${more || busy ? '+' : ''}`;
  return place === null ? counted : `${(place + 1).toLocaleString('en-GB')} of ${counted}`;
}

/** The row that `key` leads to from row `from` of `count`; null where the key does not move. A space stays, and selects. */
export function rowAfterKey(key: string, from: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, from + 1);
    case 'ArrowUp':
      return Math.max(0, from - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case ' ':
      return from;
    default:
      return null;
  }
}

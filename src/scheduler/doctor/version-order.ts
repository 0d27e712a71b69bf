/** The numbers at the beginning of a version: `24.3.0rc1` gives 24, 3 and 0. */
export function numbersOf(version: string): readonly number[] {
  return (/\d+(\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);
}

/** Whether `version` is `least` or newer; numbers that are missing count as 0. */
export function isAtLeast(version: string, least: readonly number[]): boolean {
  const numbers = numbersOf(version);
  const place = least.findIndex((number, index) => (numbers[index] ?? 0) !== number);
  return place < 0 || (numbers[place] ?? 0) > (least[place] ?? 0);
}

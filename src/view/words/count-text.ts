/** Made once: that costs more than to use it. */
const NUMBERS = new Intl.NumberFormat('en-GB');

/** `1 task`, `10 tasks`, `48,120 lines`. */
export function countText(count: number, singular: string, plural = `${singular}s`): string {
  return `${NUMBERS.format(count)} ${count === 1 ? singular : plural}`;
}

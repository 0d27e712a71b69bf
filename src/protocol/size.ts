/** A number of bytes as people write it: `64MiB`, `1GiB`. */
export const SIZE_PATTERN = '^\\d{1,6}(KiB|MiB|GiB)$';

const parts = /^(\d{1,6})(KiB|MiB|GiB)$/;
const FACTORS: Readonly<Record<string, number>> = { KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };
const UNITS = ['bytes', 'KiB', 'MiB', 'GiB'];

/** Bytes in `text` (`64MiB` → 67108864), or null where it is not written as {@link SIZE_PATTERN} says. */
export function parseSize(text: string): number | null {
  const [, amount, unit] = parts.exec(text) ?? [];
  return amount === undefined || unit === undefined ? null : Number(amount) * (FACTORS[unit] ?? 1);
}

/** `bytes` as people read it: `312 MiB`, `1.5 KiB`, `80 bytes`. */
export function formatSize(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${Number(amount.toFixed(amount < 10 && unit > 0 ? 1 : 0))} ${UNITS[unit]}`;
}

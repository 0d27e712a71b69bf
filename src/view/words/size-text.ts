const UNITS = ['bytes', 'KiB', 'MiB', 'GiB'];

/** `bytes` as people read it: `312 MiB`, `1.5 KiB`, `80 bytes`. */
export function sizeText(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${Number(amount.toFixed(amount < 10 && unit > 0 ? 1 : 0))} ${UNITS[unit]}`;
}

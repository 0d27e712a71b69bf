/** `name_2`, or the first number after it that is free. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const stem = name.replace(/_\d+$/, '');
  let number = 2;
  while (isTaken(`${stem}_${number}`)) {
    number += 1;
  }
  return `${stem}_${number}`;
}

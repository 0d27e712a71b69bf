/** An RFC 3339 time in the local zone, to the second; empty for null. */
export function formatTime(time: string | null): string {
  if (time === null) {
    return '';
  }
  const date = new Date(time);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
